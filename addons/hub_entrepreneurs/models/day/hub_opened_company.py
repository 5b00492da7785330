from odoo import api, fields, models
from odoo.tools import SQL

from ...domain.values import is_id
from ...tools.groups import READER

KEPT = 10


class HubOpenedCompany(models.Model):
    """The last companies that each user opened, kept for that user alone."""

    _name = "hub.opened.company"
    _description = "Company Opened Last"
    _inherit = ["hub.computed.only.mixin", "hub.of.company.mixin", "hub.named.mixin", "hub.merge.mixin"]
    _order = "opened_on desc, id desc"
    _named_by = ("partner_id", "opened_on")

    partner_id = fields.Many2one(ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    opened_on = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)

    _user_partner_uniq = models.UniqueIndex(
        "(user_id, partner_id)", "This company is among those that were opened last already. Leave it as it is."
    )

    @api.model
    def note_opened(self, partner_id):
        """Remember that the user opened the page of a company; of each user the last ones are kept."""
        if not is_id(partner_id) or not self.env.user.has_group(READER):
            return
        company = (
            self.env["res.partner"]
            .with_context(active_test=False)
            .search([("id", "=", partner_id), ("is_company", "=", True)], limit=1)
        )
        if not company:
            return
        # One statement each, whoever else opens it just now: what the page shows must not wait for it.
        self.env.cr.execute(
            SQL(
                """INSERT INTO hub_opened_company (user_id, partner_id, opened_on, create_uid, create_date)
                        VALUES (%(user)s, %(partner)s, NOW() AT TIME ZONE 'UTC', %(user)s, NOW() AT TIME ZONE 'UTC')
                   ON CONFLICT (user_id, partner_id) DO UPDATE SET opened_on = EXCLUDED.opened_on""",
                user=self.env.uid,
                partner=company.id,
            )
        )
        self.env.cr.execute(
            SQL(
                """DELETE FROM hub_opened_company WHERE id IN (
                       SELECT id FROM hub_opened_company WHERE user_id = %s
                        ORDER BY opened_on DESC, id DESC OFFSET %s)""",
                self.env.uid,
                KEPT,
            )
        )
        self.invalidate_model()

    @api.model
    def _unite_rows(self, sources, destination):
        rows = self.search([("partner_id", "in", (sources + destination).ids)])
        for same in rows.grouped("user_id").values():
            same.sorted("opened_on", reverse=True)[1:].unlink()
