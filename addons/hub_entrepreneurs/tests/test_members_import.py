import base64
import datetime
import io

import openpyxl

from odoo.exceptions import AccessError, UserError

from ..members_import.matching import COMPANY, MEMBER, MEMBERSHIP, WRONG
from .common import NUMBERS, HubCase
from .test_members_workbook import HEADERS, workbook

NEW, OTHER_NEW = NUMBERS[2:]
JOINED = datetime.date(2026, 1, 31)


def number(serial):
    """Return a valid enterprise number that the register has not given out."""
    stem = 10_001_000 + serial
    return f"{stem:08}{97 - stem % 97:02}"


class TestMembersImport(HubCase):
    def wizard(self, *rows, user=None, content=None):
        file = base64.b64encode(content or workbook(*rows))
        return self.env["hub.members.import"].with_user(user or self.cluster_manager).create({"file": file})

    def check(self, *rows, **options):
        wizard = self.wizard(*rows, **options)
        wizard.action_check()
        return wizard

    def row(self, number_=NEW, name="Test Workshop", cluster="TESTMAKERS", joined=JOINED):
        return (number_, name, "Evere", 1140, cluster, joined)

    def add_member(self, start="2020-01-01", end=False, cluster=None):
        return self.env["hub.cluster.membership"].create({
            "cluster_id": (cluster or self.cluster).id,
            "partner_id": self.company.id,
            "date_start": start,
            "date_end": end,
        })  # fmt: skip

    def assertWrong(self, row, *parts, **options):  # noqa: N802
        wizard = self.check(row, **options)
        self.assertEqual(wizard.line_ids.outcome, WRONG)
        for part in parts:
            self.assertIn(part, wizard.line_ids.note)

    def test_preview_writes_nothing(self):
        self.add_member()
        before = self.env["res.partner"].search_count([]), self.env["hub.cluster.membership"].search_count([])
        wizard = self.check(
            self.row(),
            self.row(NUMBERS[1], "Test Forge"),
            self.row(NUMBERS[0], "Test Atelier"),
            self.row("0100.000.071"),
        )
        self.assertEqual(wizard.line_ids.mapped("outcome"), [COMPANY, MEMBERSHIP, MEMBER, WRONG])
        self.assertEqual(wizard.line_ids.mapped("row"), [2, 3, 4, 5])
        counts = wizard.good_count, wizard.company_count, wizard.member_count, wizard.wrong_count
        self.assertEqual(counts, (2, 1, 1, 1))
        self.assertEqual(len(wizard.good_line_ids), 2)
        after = self.env["res.partner"].search_count([]), self.env["hub.cluster.membership"].search_count([])
        self.assertEqual(before, after)

    def test_load(self):
        wizard = self.check(self.row(), self.row(NUMBERS[1], "Test Forge"), self.row(joined="soon"))
        wizard.action_load()
        company = self.env["res.partner"].search([("enterprise_number", "=", NEW)])
        self.assertEqual((company.name, company.is_company, company.commune_id.name), ("Test Workshop", True, "Evere"))
        self.assertEqual(company.membership_ids.cluster_id, self.cluster)
        self.assertEqual(company.membership_ids.date_start, JOINED)
        self.assertEqual(self.other_company.membership_ids.date_start, JOINED)
        self.assertEqual((wizard.good_count, wizard.wrong_count), (2, 1))
        added = self.env["hub.cluster.membership"].search(wizard.action_open_members()["domain"])
        self.assertEqual(added, (company | self.other_company).membership_ids)

    def test_wrong_lines_come_back_with_a_reason(self):
        self.env["res.lang"]._activate_lang("fr_BE")
        self.cluster_manager.lang = "fr_BE"
        wizard = self.check(self.row(), self.row(NUMBERS[1], "Test Forge", joined="soon"))
        wizard = wizard.with_context(lang="fr_BE")
        self.assertFalse(wizard.wrong_file)
        wizard.action_load()
        content = base64.b64decode(wizard.wrong_file)
        headers, row = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        self.assertEqual(len(headers), len(HEADERS) + 1)
        self.assertEqual(row[:6], (NUMBERS[1], "Test Forge", "Evere", "1140", "TESTMAKERS", "soon"))
        self.assertIn("soon", row[6])
        again = self.check(content=content)
        self.assertEqual(again.line_ids.outcome, WRONG)

    def test_second_press_changes_nothing(self):
        wizard = self.check(self.row())
        wizard.action_load()
        memberships = self.cluster.membership_ids
        wizard.action_load()
        self.assertEqual(self.cluster.membership_ids, memberships)
        again = self.check(self.row())
        self.assertEqual(again.line_ids.outcome, MEMBER)
        again.action_load()
        self.assertEqual(self.cluster.membership_ids, memberships)

    def test_somebody_else_loads_meanwhile(self):
        wizard = self.check(self.row(), self.row(NUMBERS[1], "Test Forge"))
        self.check(self.row(), user=self.director).action_load()
        self.other_company.active = False
        wizard.action_load()
        self.assertEqual(wizard.line_ids.mapped("outcome"), [MEMBER, WRONG])
        self.assertEqual(len(self.cluster.membership_ids), 1)

    def test_known_company_keeps_its_name(self):
        wizard = self.check(self.row(NUMBERS[0], "Another Name"))
        self.assertIn("Test Atelier", wizard.line_ids.note)
        wizard.action_load()
        self.assertEqual(self.company.name, "Test Atelier")
        self.assertFalse(self.check(self.row(NUMBERS[1], "TEST forge")).line_ids.note)

    def test_company_known_by_its_vat_number(self):
        company = self.env["res.partner"].create({"name": "Test Workshop", "is_company": True, "vat": f"BE{NEW}"})
        self.check(self.row()).action_load()
        self.assertEqual(company.membership_ids.cluster_id, self.cluster)

    def test_one_new_company_in_two_clusters(self):
        rows = self.row(), self.row(cluster="Test Films"), self.row(name="Other Name", cluster="TESTFILMS")
        wizard = self.check(*rows, user=self.director)
        self.assertEqual(wizard.line_ids.mapped("outcome"), [COMPANY, COMPANY, WRONG])
        self.assertEqual(wizard.company_count, 1)
        self.assertIn("2", wizard.line_ids[1].note)
        wizard.action_load()
        company = self.env["res.partner"].search([("enterprise_number", "=", NEW)])
        self.assertEqual(len(company), 1)
        self.assertEqual(len(company.membership_ids), 2)

    def test_same_line_twice(self):
        wizard = self.check(self.row(), self.row(f"BE {NEW}"))
        self.assertEqual(wizard.line_ids.mapped("outcome"), [COMPANY, WRONG])
        self.assertIn("2", wizard.line_ids[1].note)

    def test_wrong_lines(self):
        self.assertWrong(self.row(cluster="Nowhere"), "Cluster", "Nowhere")
        self.assertWrong(self.row(cluster=None), "Cluster")
        self.assertWrong(self.row(name=None), "Name")
        self.assertWrong(self.row("0100"), "Enterprise Number", "0100")
        self.assertWrong(self.row(joined=None), "Joined on")
        self.company.active = False
        self.assertWrong(self.row(NUMBERS[0]), "Test Atelier")

    def test_periods(self):
        self.add_member("2020-01-01", "2020-12-31")
        for joined, outcome in (
            (datetime.date(2019, 12, 31), WRONG),
            (datetime.date(2020, 1, 1), MEMBER),
            (datetime.date(2020, 12, 31), MEMBER),
            (datetime.date(2021, 1, 1), MEMBERSHIP),
        ):
            self.assertEqual(self.check(self.row(NUMBERS[0], joined=joined)).line_ids.outcome, outcome, joined)

    def test_candidate(self):
        self.add_member(start=False)
        self.assertWrong(self.row(NUMBERS[0]), "candidate")

    def test_only_own_clusters(self):
        self.assertWrong(self.row(cluster="TESTFILMS"), "Cluster", "TESTFILMS")
        wizard = self.check(self.row(cluster="TESTFILMS"), user=self.director)
        wizard.action_load()
        self.assertEqual(len(self.other_cluster.membership_ids), 1)

    def test_account_manager(self):
        with self.assertRaises(AccessError):
            self.wizard(self.row(), user=self.account)
        self.assertFalse(
            self.env.ref("hub_entrepreneurs.hub_members_import_menu").with_user(self.account)._filter_visible_menus()
        )

    def test_nobody_sees_another_ones_workbook(self):
        wizard = self.check(self.row())
        with self.assertRaises(AccessError):
            wizard.with_user(self.director).read(["filename"])

    def test_unreadable_file(self):
        for content, part in (
            (b"no workbook", ".xlsx"),
            (workbook(headers=("Name",)), "Cluster"),
            (workbook(), "lines"),
        ):
            with self.assertRaisesRegex(UserError, part):
                self.check(content=content)
        with self.assertRaisesRegex(UserError, "Workbook"):
            self.env["hub.members.import"].with_user(self.cluster_manager).create({}).action_check()

    def test_template_lists_what_the_user_may_fill_in(self):
        wizard = self.env["hub.members.import"].with_user(self.cluster_manager).create({})
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.template)))
        cells = {cell for row in book.worksheets[1].iter_rows(values_only=True) for cell in row}
        self.assertLessEqual({"TESTMAKERS", "Evere"}, cells)
        self.assertNotIn("TESTFILMS", cells)
        self.assertEqual([cell.value for cell in book.worksheets[0][1]], list(HEADERS))

    def _queries(self, method):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        result = method()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before, result

    def test_queries_do_not_grow(self):
        """As many queries for 10 lines as for 200, but for the batches in which Odoo inserts."""
        self.check(self.row()).action_load()
        counts = []
        for first, size in ((0, 10), (1000, 200)):
            wizard = self.wizard(*[self.row(number(first + rank)) for rank in range(size)])
            self._queries(wizard._verdicts)  # warms the caches
            judging, _verdicts = self._queries(wizard._verdicts)
            wizard.action_check()
            loading, _action = self._queries(wizard.action_load)
            self.assertEqual(wizard.good_count, size)
            counts.append((judging, loading))
        self.assertEqual(counts[0][0], counts[1][0])
        self.assertLessEqual(counts[1][1], counts[0][1] + 15)
