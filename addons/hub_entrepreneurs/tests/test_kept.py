from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import HubCase


class TestKept(HubCase):
    """What is in use is archived, never deleted; what nothing names may go."""

    def _assert_kept(self, record, where):
        with self.assertRaisesRegex(UserError, f"can't be deleted, because it is in use .*{where}"):
            record.with_user(self.director).unlink()
        self.assertTrue(record.exists())

    def test_a_used_sector(self):
        used, unused = self.env["hub.sector"].create(
            [{"name": name, "code": name, "kind": "artisan"} for name in ("Felt", "Horn")]
        )
        self.company.sector_added_ids = used
        with self.assertRaisesRegex(UserError, "“Felt” .*Archive it instead"):
            (unused + used).with_user(self.director).unlink()
        self.company.active = False
        self._assert_kept(used, "Contact")
        used.with_user(self.director).action_archive()
        self.assertFalse(used.active)
        unused.with_user(self.director).unlink()
        self.assertFalse(unused.exists())

    def test_a_used_service_and_programme(self):
        service, programme, unused = (
            self.env[model].create({"name": "Test", "code": code})
            for model, code in (("hub.service", "TESTED"), ("hub.programme", "TESTED"), ("hub.service", "UNUSED"))
        )
        self.env["hub.interaction"].create(
            {"partner_id": self.company.id, "service_id": service.id, "programme_id": programme.id}
        )
        self._assert_kept(service, "Conversation")
        self._assert_kept(programme, "Conversation")
        unused.with_user(self.director).unlink()
        self.assertFalse(unused.exists())

    def test_a_scheme_is_used_by_what_names_its_parts(self):
        scheme = self.env["hub.evidence.scheme"].create(
            {
                "name": "Test Label",
                "version_ids": [Command.create({"level_ids": [Command.create({"name": "One Star"})]})],
            }
        )
        evidence = self.env["hub.evidence"].create(
            {
                "partner_id": self.company.id,
                "version_id": scheme.version_ids.id,
                "level_id": scheme.version_ids.level_ids.id,
            }
        )
        for part in (scheme, scheme.version_ids, scheme.version_ids.level_ids):
            self._assert_kept(part, "Evidence Item")
        evidence.unlink()
        scheme.with_user(self.director).unlink()
        self.assertFalse(scheme.exists(), "parts that nothing names go along")

    def test_a_target_group_with_personal_data_tells_nothing(self):
        self._assert_kept(self.env.ref("hub_entrepreneurs.hub_target_group_women"), "Member of a Target Group")

    def test_a_cluster_with_former_members(self):
        self.env["hub.cluster.membership"].create(
            {"cluster_id": self.cluster.id, "partner_id": self.company.id, "date_start": "2020-01-01"}
        )
        self._assert_kept(self.cluster, "Cluster Membership")

    def test_who_may_not_delete_is_told_that_first(self):
        with self.assertRaises(AccessError):
            self.env["hub.sector"].search([], limit=1).with_user(self.account).unlink()

    def test_queries_do_not_grow(self):
        sectors = self.env["hub.sector"].create(
            [{"name": f"Felt {rank}", "code": f"FELT{rank}", "kind": "artisan"} for rank in range(40)]
        )
        counts = []
        for some in (sectors[:2], sectors[2:]):
            some._get_uses()
            before = self.env.cr.sql_log_count
            some._get_uses()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])


@tagged("post_install", "-at_install")
class TestWhatIsKept(HubCase):
    """The guard: whatever stored link names a model of ours, it is known what becomes of that link."""

    # Deleted all the same, each for a reason.
    ALLOWED = {
        "hub.campaign.member": "belongs to its campaign, which is kept",
        "hub.cbe.code": "comes with the register; nobody may delete one",
        "hub.cbe.extract": "refuses by itself once its rows are here",
        "hub.company.role": "a row of a company",
        "hub.foreign.office.mandate": "a row of an office, which is kept",
        "hub.nace": "refuses by itself while companies have the code",
        "hub.report.cell": "refuses by itself, and goes with a run that nobody waits for",
        "hub.report.run": "refuses by itself once it has begun",
        "hub.stage.requirement": "what a stage asks for; who was let past it keeps its words",
        "hub.xlsx.job": "goes by itself",
    }

    def test_each_model_that_others_name(self):
        kept = self.env.registry.descendants(["hub.kept.mixin", "hub.assessment.frozen.mixin"], "_inherit")
        rows = self.env.registry.descendants(["hub.of.company.mixin"], "_inherit")
        named = {
            field.comodel_name
            for model in self.env.registry.values()
            if model._auto and not model._abstract and not model._transient
            for field in model._fields.values()
            if field.store and field.type in ("many2one", "many2many")
        }
        named = {name for name in named if name.startswith("hub.") and not self.env[name]._transient}
        self.assertGreater(len(named & kept), 10)
        self.assertEqual(named - kept - rows - self.ALLOWED.keys(), set(), "inherit hub.kept.mixin")
