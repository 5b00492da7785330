from odoo import api, fields, models

from ...tools.actions import open_rows, open_window
from ...tools.counting import count_of
from ...tools.dates import day_of, zone
from ...tools.groups import READER


class ResPartner(models.Model):
    """What was done for a company or starter, and what came of it."""

    _inherit = "res.partner"

    interaction_ids = fields.One2many("hub.interaction", "partner_id", "Conversations", groups=READER)
    interaction_count = fields.Integer("Conversation Count", compute="_compute_interaction_count", groups=READER)
    interaction_hours = fields.Float("Hours Given", compute="_compute_interaction_count", groups=READER)
    last_interaction_date = fields.Date(
        "Last Contact",
        compute="_compute_last_interaction_date",
        store=True,
        index=True,
        copy=False,
        groups=READER,
        help="The day of the last conversation.",
    )
    outcome_ids = fields.One2many("hub.outcome", "partner_id", "Outcomes", groups=READER)
    outcome_count = count_of("hub.outcome", "partner_id", groups=READER)

    @api.model
    def _computed_only(self):
        return {
            **super()._computed_only(),
            "last_interaction_date": lambda: self.env._(
                "The last contact is computed from the conversations and can't be typed in. Log a conversation instead."
            ),
        }

    @api.depends("interaction_ids.active", "interaction_ids.date")
    def _compute_last_interaction_date(self):
        timezone = zone(self.env)
        of_partners = [("partner_id", "in", self._origin.ids)]
        last = dict(self.env["hub.interaction"]._read_group(of_partners, ["partner_id"], ["date:max"]))
        for moment, partners in self.grouped(lambda each: last.get(each._origin, False)).items():
            partners.last_interaction_date = moment and day_of(moment, timezone)

    def _compute_interaction_count(self):
        interactions = self.env["hub.interaction"]
        totals = {}
        # A person is counted with what was said to him or her on behalf of a company.
        for field in ("partner_id", "contact_id"):
            for partner, count, hours in interactions._read_group(
                [(field, "in", self.ids)], [field], ["__count", "duration:sum"]
            ):
                before = totals.get(partner, (0, 0))
                totals[partner] = (before[0] + count, before[1] + hours)
        for partner in self:
            partner.interaction_count, partner.interaction_hours = totals.get(partner._origin, (0, 0))

    def action_log_interaction(self):
        """Open the dialog for a conversation; with several companies, the one for a workshop."""
        return self._action_log_interaction()

    def _action_log_interaction(self, *, note="", **values):
        """Return the action that logs one conversation with each company or starter, filled in by field.

        What one adds to a note that is known begins on a line of its own.
        """
        values["note"] = note and f"{note}\n"
        if len(self.commercial_partner_id) > 1:
            return self.env["hub.interaction.log"]._action_log(partner_ids=self.ids, **values)
        interactions = self.env["hub.interaction"]
        return interactions._action_log(**values, **interactions._who(self[:1]))

    def action_open_interactions(self):
        """Open the conversations with the company or person, also those on behalf of a company."""
        self.ensure_one()
        domain = ["|", ("partner_id", "=", self.id), ("contact_id", "=", self.id)]
        context = {f"default_{name}": value for name, value in self.env["hub.interaction"]._who(self).items()}
        return open_window(self.env, "hub_entrepreneurs.hub_interaction_action", domain=domain, context=context)

    def action_open_outcomes(self):
        """Open what came of the support."""
        return open_rows(self, "hub_entrepreneurs.hub_outcome_action", "partner_id")

    def action_move_support_to_company(self):
        """Move what was said to a starter, and what came of it, to the company that he or she has now."""
        for person in self:
            company = person.commercial_partner_id
            if company == person:
                continue
            (person + company).check_access("write")
            # As superuser: whoever keeps both contacts moves what colleagues logged.
            support = person.sudo()
            support.interaction_ids.write({"partner_id": company.id, "contact_id": person.id})
            support.outcome_ids.write({"partner_id": company.id})
