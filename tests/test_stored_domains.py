"""Every stored filter of the installed models is known here: who writes it, and as whom it is evaluated."""

import re

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from odoo.addons.hub_entrepreneurs.tests.common import create_users

FILTER = re.compile(r"(^|_)(domain|filter|condition)(_|$)")
# Refused on saving where the writer may not read what it looks at, and evaluated with the rights of its author.
AUTHORED = {
    "crm.team.assignment_domain",
    "crm.team.member.assignment_domain",
    "crm.team.member.assignment_domain_preferred",
    "event.event.criteria_domain",
    "event.lead.rule.event_registration_filter",
    "mailing.mailing.mailing_domain",
    "utm.campaign.audience_domain",
}
# Refused on saving alike; nothing but a reader's own client evaluates them.
REFUSED = {"ir.filters.domain", "mailing.filter.mailing_domain"}
OTHERS = {
    "hub.indicator.source.domain": "refused on saving by itself, for everybody; evaluated with the reader's rights",
    "hub.target.group.domain": "refused on saving by itself, for everybody; evaluated with the reader's rights",
    "hub.quality.rule.domain": "comes with an addon, nobody types it in; evaluated with the reader's rights",
    "hub.quality.rule.fault_domain": "comes with an addon, nobody types it in; evaluated with the reader's rights",
    "ir.actions.act_window.domain": "of administrators; evaluated with the reader's rights",
    "ir.actions.act_window_close.domain": "inherited, empty",
    "ir.actions.report.domain": "of administrators; evaluated with the reader's rights",
    "ir.default.condition": "a value of a field, no filter",
    "ir.embedded.actions.domain": "evaluated with the reader's rights",
    "ir.mail_server.from_filter": "addresses, no filter on records",
    "ir.model.fields.domain": "of administrators; evaluated with the reader's rights",
    "ir.rule.domain_force": "of administrators; personal data hide from a superuser on behalf of a user",
    "base.language.export.domain": "of administrators; evaluated with their own rights",
    "mail.compose.message.res_domain": "evaluated with the rights of whoever sends",
    "crm.lead.email_domain_criterion": "the domain of an address",
    "base.automation.filter_domain": "of administrators; Odoo itself finds nothing by personal data",
    "base.automation.filter_pre_domain": "of administrators; Odoo itself finds nothing by personal data",
}


def stored_filters(registry):
    """Yield the name of each stored text of a model that is called like a filter."""
    for model in registry.values():
        for field in model._fields.values():
            if model._abstract or not field.store or field.type not in ("char", "text", "json"):
                continue
            if FILTER.search(field.name) and field.name in model._fields and not field.inherited:
                yield f"{model._name}.{field.name}"


@tagged("standard", "post_install")
class TestStoredDomains(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "hub_entrepreneurs.group_hub_director,event.group_event_manager,base.group_user"
        [cls.curious] = create_users(cls.env, {"hub_curious_filter": groups})

    def test_each_is_known(self):
        known = AUTHORED | REFUSED | OTHERS.keys()
        self.assertEqual(
            sorted(set(stored_filters(self.env.registry)) - known),
            [],
            "a stored filter that nobody has thought about: let its model inherit hub.authored.domain.mixin, or say "
            "why it needs none",
        )

    def test_the_mixins_are_inherited(self):
        for names, mixin in ((AUTHORED, "hub.authored.domain.mixin"), (REFUSED, "hub.stored.domain.mixin")):
            heirs = self.env.registry.descendants([mixin], "_inherit")
            for name in names:
                model, _dot, field = name.rpartition(".")
                with self.subTest(name):
                    self.assertIn(model, heirs)
                    self.assertIn(field, self.env[model]._stored_domains)
                    self.assertIn(name, set(stored_filters(self.env.registry)))

    def _records(self):
        """Return a record of each model, and the way from what its filter is on to a contact."""
        models = self.env["ir.model"]
        team = self.env["crm.team"].create({"name": "Filtered"})
        return {
            "crm.team": (team, "partner_id."),
            "crm.team.member": (
                self.env["crm.team.member"].create({"crm_team_id": team.id, "user_id": self.curious.id}),
                "partner_id.",
            ),
            "event.event": (
                self.env["event.event"].create(
                    {"name": "F", "date_begin": "2030-01-01 08:00:00", "date_end": "2030-01-01 18:00:00"}
                ),
                "",
            ),
            "event.lead.rule": (self.env["event.lead.rule"].create({"name": "Rule"}), "partner_id."),
            "mailing.mailing": (
                self.env["mailing.mailing"].create(
                    {
                        "subject": "Filtered",
                        "mailing_model_id": models._get_id("res.partner"),
                        "user_id": self.curious.id,
                    }
                ),
                "",
            ),
            "mailing.filter": (
                self.env["mailing.filter"].create(
                    {"name": "F", "mailing_model_id": models._get_id("res.partner"), "mailing_domain": "[]"}
                ),
                "",
            ),
            "ir.filters": (self.env["ir.filters"].create({"name": "F", "model_id": "res.partner"}), ""),
            "utm.campaign": (self.env["utm.campaign"].create({"title": "F"}), ""),
        }

    def test_nobody_stores_one_that_walks_into_what_is_closed(self):
        records = self._records()
        for name in sorted(AUTHORED | REFUSED):
            model, _dot, field = name.rpartition(".")
            record, way = records[model]
            for kind, text in (
                ("path", f"[('{way}profile_ids.gender', '=', 'woman')]"),
                ("negated", f"['!', ('{way}target_group_member_ids.group_id.code', '=', 'women')]"),
                ("inside", f"[('{way}company_role_ids', 'any', [('person_id.profile_ids', '!=', False)])]"),
            ):
                with self.subTest(name, kind=kind):
                    for on in (record.with_user(self.curious), record.with_user(self.curious).sudo()):
                        with self.assertRaises(UserError):
                            on.write({field: text})
                    record.with_user(self.curious).write({field: "[('id', '>', 0)]"})
