from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.turns import take_turns


class UtmCampaign(models.Model):
    """The audience becomes a list: each company once, each address once, and why somebody is left out."""

    _inherit = "utm.campaign"

    frozen_on = fields.Datetime(readonly=True, copy=False)
    frozen_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    def action_freeze(self):
        """Open the dialog that shows who would be in the list, and who is left out and why."""
        self.ensure_one()
        self._require_audience()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_campaign.hub_campaign_freeze_action")
        return {**action, "context": {"default_campaign_id": self.id}}

    def _freeze(self):
        """Make members of the companies of the audience that can be addressed and are not members yet.

        :return: how many became members
        :raises UserError: if there is nobody to add; the sentence says why
        """
        self.ensure_one()
        self.check_access("write")
        self.env["hub.campaign.member"].check_access("create")
        self._require_audience()
        take_turns(self)
        counts = self._insert_members()
        added = counts.pop(None, 0)
        if not added:
            raise UserError(self._nobody_message(counts))
        # As superuser: the dates of freezing are read-only for everybody.
        self.sudo().write({"frozen_on": fields.Datetime.now(), "frozen_by_id": self.env.uid})
        self.message_post(body=self._freeze_note(added, counts))
        return added

    def _insert_members(self):
        """Make the members, and return what :meth:`_freeze_counts` tells; both from one look at the audience."""
        statement = SQL(
            """WITH addressed AS MATERIALIZED (%(addressed)s),
               inserted AS (
                   INSERT INTO hub_campaign_member (
                       campaign_id, partner_id, contact_id, email, email_normalized, lang, commune_id, state,
                       message_bounce, create_uid, create_date, write_uid, write_date
                   )
                   SELECT %(campaign)s, partner_id, contact_id, email, email_normalized, lang, commune_id, 'targeted',
                          0, %(user)s, %(now)s, %(user)s, %(now)s
                     FROM addressed
                    WHERE reason IS NULL
                 ORDER BY partner_id
               )
               SELECT reason, COUNT(*) FROM addressed GROUP BY reason""",
            campaign=self.id,
            user=self.env.uid,
            now=fields.Datetime.now(),
            addressed=self._addressed(),
        )
        counts = dict(self.env.execute_query(statement))
        self.env["hub.campaign.member"].invalidate_model()
        self.invalidate_recordset()
        return counts

    def _freeze_counts(self):
        """Return how many companies of the audience are left out, by the reason, and under None who would be added.

        :rtype: dict[str | None, int]
        """
        query = SQL("SELECT reason, COUNT(*) FROM (%s) AS addressed GROUP BY reason", self._addressed())
        return dict(self.env.execute_query(query))

    def _preview(self, limit=10):
        """Return the first of those who would be added, by name: values of ``hub.campaign.freeze.line``.

        :rtype: list[dict]
        """
        query = SQL(
            """SELECT addressed.partner_id, addressed.contact_id, addressed.role, addressed.lang, addressed.email
                 FROM (%s) AS addressed
                 JOIN res_partner AS company ON company.id = addressed.partner_id
                WHERE reason IS NULL
             ORDER BY company.complete_name, company.id
                LIMIT %s""",
            self._addressed(),
            limit,
        )
        names = ("partner_id", "contact_id", "role", "lang", "email")
        roles = dict(self._fields["addressee"]._description_selection(self.env))
        rows = [dict(zip(names, row, strict=True)) for row in self.env.execute_query(query)]
        return [{**row, "role": roles.get(row["role"] or "company")} for row in rows]

    def _left_out(self, reason):
        """Return the companies of the audience that are left out for a reason."""
        query = SQL("SELECT partner_id FROM (%s) AS addressed WHERE reason = %s", self._addressed(), reason)
        return self.env["res.partner"].browse(id_ for [id_] in self.env.execute_query(query))

    def action_open_members(self):
        """Open the companies in the list."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_campaign.hub_campaign_member_action")
        return {
            **action,
            "display_name": self.title,
            "domain": [("campaign_id", "=", self.id)],
            "context": {"default_campaign_id": self.id, "hub_one_campaign": True},
        }

    def _freeze_note(self, added, counts):
        labels = dict(self._left_out_selection())
        sentence = self.env._("The audience was frozen: %s companies were added.", added)
        left_out = ", ".join(f"{labels[reason]}: {counts[reason]}" for reason in labels if counts.get(reason))
        return f"{sentence} {self.env._('Left out: %s.', left_out)}" if left_out else sentence

    def _nobody_message(self, counts):
        if not counts:
            return self.env._(
                "Audience: no company fits this filter. Take a condition out, or choose others, and freeze again."
            )
        if set(counts) == {"already"}:
            return self.env._(
                "Audience: all %s companies of it are in the campaign already. Change the audience to add others.",
                counts["already"],
            )
        labels = dict(self._left_out_selection())
        return self.env._(
            "Audience: none of its companies can be added. %s. Complete the contacts, or choose other companies.",
            ", ".join(f"{labels[reason]}: {counts[reason]}" for reason in labels if counts.get(reason)),
        )

    @api.model
    def _left_out_selection(self):
        return self.env["hub.campaign.freeze.reason"]._fields["reason"]._description_selection(self.env)
