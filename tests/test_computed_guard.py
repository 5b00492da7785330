"""What follows from other values is typed in by nobody: all stored computed and related fields that are ours."""

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

CHOICE = "a proposal that whoever knows better replaces"
DAY = "a day that a person knows better than the record that it follows from"
TYPEABLE = {
    "crm.lead.office_id": CHOICE,
    "event.event.action_state": "moved by whoever runs the action; its stage follows",
    "event.event.country_id": "an action abroad is planned before it has a venue",
    "event.registration.attendee_company_id": "chosen where the person is not known as one of the company",
    "hub.action.contact.country_id": CHOICE,
    "hub.action.contact.date": CHOICE,
    "hub.campaign.member.commune_id": CHOICE,
    "hub.campaign.member.contact_id": CHOICE,
    "hub.campaign.member.lang": CHOICE,
    "hub.campaign.member.lead_on": DAY,
    "hub.campaign.member.outcome_on": DAY,
    "hub.campaign.member.won_on": DAY,
    "hub.campaign.wave.name": CHOICE,
    "hub.commitment.user_id": CHOICE,
    "hub.company.role.is_decision_maker": CHOICE,
    "hub.evidence.date_end": DAY,
    "hub.interaction.channel": CHOICE,
    "hub.interaction.commune_id": CHOICE,
    "hub.interaction.programme_id": CHOICE,
    "hub.outcome.commune_id": CHOICE,
    "hub.outcome.programme_id": CHOICE,
    "hub.outcome.service_id": CHOICE,
    "hub.stage.requirement.framework_id": "chosen by a director; emptied where the kind has none",
    "hub.stage.requirement.min_band_id": "chosen by a director; emptied where the kind has none",
    "hub.stage.requirement.scheme_id": "chosen by a director; emptied where the kind has none",
    "res.partner.commune_id": CHOICE,
    "res.partner.exports_goods": CHOICE,
    "res.partner.exports_services": CHOICE,
    "res.partner.main_nace_id": CHOICE,
    "utm.campaign.is_sector_campaign": "ticked by whoever runs one that has no audience yet",
    "res.partner.commune_to_check": "whoever has looked at the address takes the mark off",
    "mailing.mailing.keeps_subject": CHOICE,
}
"""The stored fields that are computed or related and may be typed in all the same, with the reason."""


@tagged("standard", "post_install")
class TestComputedGuard(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.env.ref("base.user_admin")

    def _following(self):
        """Yield (model, field) of each stored computed or related field that Hub adds, and that people could reach."""
        for name, model in self.env.items():
            if model._abstract or model._transient or not model._auto:
                continue
            for field in model._fields.values():
                ours = any(module.startswith("hub_") for module in field._modules)
                if ours and field.store and (field.compute or field.related) and field.type != "one2many":
                    yield name, field

    def _refuses(self, change):
        try:
            with self.cr.savepoint():
                change()
        except UserError as error:
            return str(error)
        return None

    def _asked_first(self, name):
        """Return what a model asks for before it looks at anything else."""
        version = self.env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp")
        return {"hub.evidence": {"version_id": version.id}, "mailing.mailing": {"subject": "News"}}.get(name, {})

    def test_only_what_is_listed_may_be_typed(self):
        editable = {f"{model}.{field.name}" for model, field in self._following() if not field.readonly}
        self.assertEqual(editable, set(TYPEABLE), "editable: say in TYPEABLE why, or make it readonly")

    def test_all_others_are_refused_over_every_way_in(self):
        refused = [(model, field) for model, field in self._following() if field.readonly]
        self.assertGreaterEqual(len(refused), 40)
        for name, field in refused:
            model = self.env[name].with_user(self.admin)
            typed = {**self._asked_first(name), field.name: False}
            ways = {
                "create": lambda model=model, typed=typed: model.create([typed]),
                "write": lambda model=model, field=field: model.write({field.name: False}),
                "web_save": lambda model=model, typed=typed: model.web_save(typed, {}),
            }
            for way, change in ways.items():
                with self.subTest(field=f"{name}.{field.name}", way=way):
                    sentence = self._refuses(change) or "it is typed in"
                    closed = not model.has_access("write" if way == "write" else "create")
                    self.assertIn("not allowed to" if closed else "can't be typed in", sentence)
            with self.subTest(field=f"{name}.{field.name}", way="default"):
                by_default = model.with_context(**{f"default_{field.name}": "typed"})
                ignored = field.name in by_default._ignored_defaults()
                self.assertTrue(ignored or self._refuses(lambda m=by_default: m.create([self._asked_first(m._name)])))
                if ignored:
                    self.assertNotIn(field.name, by_default.default_get([field.name]))

    def test_import(self):
        for name, field, value in (
            ("hub.outcome", "attributed_value", "99"),
            ("hub.cluster.membership", "commune_id/.id", "1"),
            ("hub.evidence", "scheme_id/.id", "1"),
            ("hub.assessment.answer", "partner_id/.id", "1"),
        ):
            domain = [("assessment_id.state", "=", "draft")] if name == "hub.assessment.answer" else []
            record = self.env[name].search(domain, limit=1)
            with self.subTest(model=name):
                loaded = record.with_user(self.admin).browse().load([".id", field], [[str(record.id), value]])
                self.assertFalse(loaded["ids"])
                self.assertIn("can't be typed in", loaded["messages"][0]["message"])

    def test_what_is_noted_is_refused_as_well(self):
        """Read-only, but neither computed nor related: what Hub alone writes down."""
        for name, field in (
            ("utm.campaign", "frozen_on"),
            ("hub.campaign.member", "response"),
            ("hub.campaign.member", "wave_ids"),
            ("hub.campaign.member", "call_attempts"),
            ("hub.interaction", "campaign_member_id"),
            ("hub.evidence", "asked_on"),
            ("hub.commitment", "reminded_for"),
            ("hub.assessment.framework", "is_in_use"),
        ):
            model = self.env[name].with_user(self.admin)
            for way in (lambda m=model, f=field: m.create([{f: False}]), lambda m=model, f=field: m.write({f: False})):
                with self.subTest(model=name, field=field):
                    self.assertTrue(self._refuses(way))
