import io
from unittest.mock import patch

import openpyxl

from odoo.tests import HttpCase, tagged

from odoo.addons.web.controllers.export import ExcelExport

HEADERS = ["Enterprise number", "Name", "Municipality", "Postcode", "Cluster", "Joined on"]


@tagged("post_install", "-at_install")
class TestFirstSlice(HttpCase):
    """The main path through the application in a browser, as the demo users; the steps are the tours'."""

    def _workbook_of_members(self):
        """Return a workbook of 50 members, of which 3 lines are wrong."""
        book = openpyxl.Workbook()
        book.active.append(HEADERS)
        for rank in range(50):
            stem = f"01009{rank:03d}"
            number = f"{stem}{97 - int(stem) % 97:02d}"
            book.active.append([number, f"Imported {rank}", "Jette", "1090", "CRAFT", "01/02/2020"])
        book.active["A2"] = "0100.900.001"
        book.active["E3"] = "NOWHERE"
        book.active["F4"] = "31/02/2026"
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    def test_main_path(self):
        company = self.env.ref("hub_entrepreneurs.company_08")
        self.assertEqual((company.enterprise_number, company.transition_status), ("0100.019.173", "unknown"))

        self.start_tour("/odoo/hub-companies", "hub_enter_label", login="account")
        self.assertEqual(company.evidence_ids.state, "to_verify")

        to_verify = "/odoo/action-hub_entrepreneurs.hub_evidence_action_to_verify"
        self.start_tour(to_verify, "hub_verify_label", login="director")
        self.assertEqual(company.transition_status, "exemplary")

        self.start_tour("/odoo/hub-export", "hub_work_lead", login="account")
        lead = self.env["crm.lead"].search([("name", "=", "Shop in Lille")])
        self.assertEqual(lead.stage_id, self.env.ref("hub_export.crm_stage_diagnosis"))
        self.assertEqual((lead.partner_id, lead.target_country_id), (company, self.env.ref("base.fr")))

        self._import_members_and_export()

    def _import_members_and_export(self):
        self.env["ir.attachment"].create(
            {
                "name": "members.xlsx",
                "url": "/hub_test/members.xlsx",
                "public": True,
                "raw": self._workbook_of_members(),
            }
        )
        cluster = self.env.ref("hub_entrepreneurs.cluster_craft")
        before = cluster.member_count
        exported = []
        # The file is caught on its way through Odoo's own export, which hub_xlsx, where it is installed, stands in for.
        self.env["ir.config_parameter"].set_param("hub_xlsx.disabled", "1")
        from_data = ExcelExport.from_data

        def noted(controller, *args):
            exported.append(from_data(controller, *args))
            return exported[-1]

        with patch.object(ExcelExport, "from_data", noted):
            self.start_tour("/odoo/hub-clusters", "hub_import_members", login="cluster")
        cluster.invalidate_recordset()
        self.assertEqual(cluster.member_count, before + 47)
        [workbook] = exported
        sheet = openpyxl.load_workbook(io.BytesIO(workbook)).active
        self.assertEqual(sheet.max_row, 48, "the header and the 47 members")
