from ast import literal_eval
from datetime import timedelta

from lxml import etree

from odoo.fields import Domain
from odoo.tests import HttpCase, tagged

from ..tools.dates import today, zone
from .common import HubCase

COUNTS = {
    "activities_overdue": "overdue_count",
    "activities_today": "today_count",
    "activities_upcoming_all": "planned_count",
}


class ActivityMenuCase(HubCase):
    """An account manager with activities on two days for some records, and a colleague with some."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The menu counts by the day of its reader, who is where the agency is.
        cls.account.tz = zone(cls.env).key
        cls.companies = cls.env["res.partner"].create(
            [{"name": f"Clock {n}", "is_company": True, "user_id": cls.account.id} for n in range(6)]
        )
        cls.promises = cls.env["hub.commitment"].create(
            [{"name": f"Promise {n}", "partner_id": cls.companies[0].id} for n in range(6)]
        )
        clusters = [{"name": f"Clock {n}", "code": f"CLOCK{n}", "manager_id": cls.account.id} for n in range(6)]
        cls.clusters = cls.env["hub.cluster"].create(clusters)
        cls.clusters[0].active = False
        # The days from today of the activities of each record, those of a colleague apart.
        own = ((-3,), (-3, 0), (0,), (0, 5), (5,), ())
        others = ((), (), (), (-3,), (-3, 0), (-3,))
        for records in (cls.companies, cls.promises, cls.clusters):
            for user, days in ((cls.account, own), (cls.colleague, others)):
                for record, offsets in zip(records, days, strict=True):
                    for offset in offsets:
                        deadline = today(cls.env) + timedelta(days=offset)
                        record.activity_schedule("mail.mail_activity_data_todo", deadline, user_id=user.id)


@tagged("post_install", "-at_install")
class TestActivityMenu(ActivityMenuCase):
    """The clock in the menu bar opens what it says."""

    def _filters(self, model, user):
        arch = etree.fromstring(self.env[model].with_user(user).get_view(view_type="search")["arch"])
        filters = {name: arch.find(f".//filter[@name='{name}']") for name in COUNTS}
        return {
            name: Domain(literal_eval(found.get("domain").replace("uid", str(user.id))))
            for name, found in filters.items()
            if found is not None
        }

    def test_what_it_says_is_what_it_opens(self):
        env = self.env(user=self.account, su=False, context=self.account.with_user(self.account).context_get())
        groups = {group["model"]: group for group in env["res.users"]._get_activity_groups()}
        for records in (self.companies, self.promises, self.clusters):
            group = groups[records._name]
            said = [group[count] for count in COUNTS.values()]
            self.assertEqual(said, [2, 2, 1], records._name)
            for name, domain in self._filters(records._name, self.account).items():
                opened = env[records._name].search(domain & Domain(group["domain"]))
                self.assertEqual(len(opened), group[COUNTS[name]], (records._name, name))
                self.assertLessEqual(opened, records.with_env(env))

    def test_every_model_with_activities_has_the_filters(self):
        mixin = self.env.registry["mail.activity.mixin"]
        models = {
            name
            for name, model in self.env.items()
            if not model._abstract and not model._transient and isinstance(model, mixin)
        }
        self.assertLessEqual({"res.partner", "crm.lead", "hub.commitment", "hub.evidence"}, models)
        admin = self.env.ref("base.user_admin")
        for model in sorted(models):
            with self.subTest(model):
                self.assertEqual(self._filters(model, admin).keys(), COUNTS.keys())

    def test_in_three_languages(self):
        self.env["res.lang"]._activate_lang("fr_BE")
        arch = self.env["hub.commitment"].with_context(lang="fr_BE").get_view(view_type="search")["arch"]
        self.assertIn("Activités en retard", arch)
        self.assertNotIn("Late Activities", arch)


@tagged("post_install", "-at_install")
class TestActivityMenuTour(HttpCase, ActivityMenuCase):
    def test_from_the_clock_to_the_late_ones(self):
        self.start_tour("/odoo", "hub_activity_menu", login="hub_account")
