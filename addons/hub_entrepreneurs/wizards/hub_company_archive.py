from typing import NamedTuple

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.actions import open_window
from ..tools.dates import today
from ..tools.once import once


class OpenEnd(NamedTuple):
    """One kind of what is still open with companies: the records that this user sees."""

    kind: str
    label: str
    records: models.BaseModel

    def get_own(self):
        """Return those that this user may end; activities end with their document, whose ever they are."""
        return self.records if self.kind == "activities" else self.records._filtered_access("write")


class HubCompanyArchive(models.TransientModel):
    """Archive companies: what is still open with them is said, and ended along with them unless somebody says no.

    What somebody else runs, such as a cluster, is named and stays open.
    """

    _name = "hub.company.archive"
    _description = "Archive a Company"
    _inherit = ["hub.own.dialog.mixin"]

    partner_ids = fields.Many2many("res.partner", string="Companies", readonly=True, context={"active_test": False})
    line_ids = fields.One2many("hub.company.archive.line", "archive_id", "Still Open")
    lost_reason_id = fields.Many2one("crm.lost.reason", "Reason for Losing the Leads")
    leave_reason_id = fields.Many2one("hub.cluster.leave.reason", "Reason for Leaving the Clusters")

    @api.model
    def _action_ask(self, partners):
        """Return the action that says what is open with contacts, or None where nothing is."""
        ends = [end for end in self._get_open_ends(partners) if end.records]
        if not ends:
            return None
        ceased = self.env.ref("hub_entrepreneurs.hub_cluster_leave_reason_ceased", raise_if_not_found=False)
        archive = self.create(
            {
                "partner_ids": [Command.set(partners.ids)],
                "leave_reason_id": ceased and ceased.has_access("read") and ceased.id,
                "line_ids": [
                    Command.create(
                        {
                            "kind": end.kind,
                            "name": end.label,
                            "count": len(end.records),
                            "other_count": len(end.records) - len(end.get_own()),
                        }
                    )
                    for end in ends
                ],
            }
        )
        return open_window(self.env, "hub_entrepreneurs.hub_company_archive_action", res_id=archive.id)

    @api.model
    def _get_open_ends(self, partners):
        """Return what is still open with contacts and the persons of the companies among them, by kind."""
        everybody = self.env["res.partner"].with_context(active_test=False).search([("id", "child_of", partners.ids)])
        theirs = Domain("partner_id", "in", everybody.ids)
        leads = self.env["crm.lead"].search(theirs & Domain("won_status", "=", "pending"))
        commitments = self.env["hub.commitment"].search(theirs & Domain("state", "=", "open"))
        memberships = self.env["hub.cluster.membership"].search(theirs & Domain("state", "in", ("candidate", "active")))
        activities = self.env["mail.activity"].search(self._domain_activities(everybody))
        return [
            OpenEnd("leads", self.env._("Leads"), leads),
            OpenEnd("commitments", self.env._("Commitments"), commitments),
            OpenEnd("memberships", self.env._("Memberships in Clusters"), memberships),
            OpenEnd("activities", self.env._("Activities"), activities),
        ]

    @api.model
    def _domain_activities(self, documents):
        return [("res_model", "=", documents._name), ("res_id", "in", documents.ids)]

    @once
    def action_archive(self):
        """End what is ticked, and archive the companies."""
        if not self.partner_ids:
            raise UserError(self.env._("The companies are no longer in your sight. Close this window."))
        self.partner_ids.check_access("write")
        wanted = set(self.line_ids.filtered("is_ended").mapped("kind"))
        for end in self._get_open_ends(self.partner_ids):
            if end.kind in wanted:
                getattr(self, f"_end_{end.kind}")(end.get_own())
        self.partner_ids.filtered("active").write({"active": False})
        return {"type": "ir.actions.act_window_close"}

    def _end_leads(self, leads):
        self._end_reminders(leads)
        leads.action_set_lost(lost_reason_id=self.lost_reason_id.id)

    def _end_commitments(self, commitments):
        self._end_reminders(commitments)
        commitments.action_drop()

    def _end_memberships(self, memberships):
        self._end_reminders(memberships)
        # Who never joined leaves no membership behind.
        candidates = memberships.filtered(lambda membership: membership.state == "candidate")
        candidates.unlink()
        (memberships - candidates).write({"date_end": today(self.env), "leave_reason_id": self.leave_reason_id.id})

    def _end_activities(self, activities):
        # As superuser: Odoo lets only who has or made an activity end it.
        activities.sudo().unlink()

    def _end_reminders(self, documents):
        # As superuser, for the same reason.
        self.env["mail.activity"].sudo().search(self._domain_activities(documents)).unlink()


class HubCompanyArchiveLine(models.TransientModel):
    """How much of a kind is still open with companies that are to be archived."""

    _name = "hub.company.archive.line"
    _description = "Still Open with a Company"
    _inherit = ["hub.own.dialog.mixin"]

    archive_id = fields.Many2one("hub.company.archive", required=True, index=True, ondelete="cascade")
    kind = fields.Char(required=True, readonly=True)
    name = fields.Char("Still Open", required=True, readonly=True)
    count = fields.Integer("How Many", readonly=True)
    other_count = fields.Integer(
        "Stay Open", readonly=True, help="What somebody else runs, such as a cluster: ask that colleague to end it."
    )
    is_ended = fields.Boolean("End It", default=True)
