from odoo import api, models

# The earliest day counts of what two rows of one company say.
_DAYS = ("contacted_on", "responded_on", "lead_on", "won_on", "outcome_on", "opted_out_on")


class HubCampaignMember(models.Model):
    """A company that becomes one with another is still once in each campaign."""

    _inherit = "hub.campaign.member"

    @api.model
    def _unite_rows(self, sources, destination):
        rows = self.search([("partner_id", "in", (sources + destination).ids)])
        for same in rows.grouped("campaign_id").values():
            if len(same) > 1:
                same._unite(destination)

    def _unite(self, destination):
        """Make one row of these rows of one campaign: the destination's own, else the one that went furthest."""
        kept = self.sorted(lambda row: (row.partner_id == destination, bool(row.lead_id)), reverse=True)[:1]
        values = {name: min(filter(None, self.mapped(name)), default=False) for name in _DAYS}
        values["lead_id"] = (kept.lead_id or self.lead_id[:1]).id
        values["wave_ids"] = self.wave_ids.ids
        values["responded_wave_ids"] = self.responded_wave_ids.ids
        (self - kept).unlink()
        kept.write(values)
