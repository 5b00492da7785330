from odoo import api, models


class HubExportTarget(models.Model):
    """The markets of contacts that become one."""

    _inherit = "hub.export.target"

    @api.model
    def _merge_conflicts(self, partners):
        """Yield a sentence for each market that these contacts sold different amounts in, in the same year."""
        for same in self._same_once_united(partners):
            if len({(target.amount, target.currency_id) for target in same if target.amount}) > 1:
                yield self.env._(
                    "Sales: %(companies)s have different sales in %(country)s in %(year)s. Correct the amount that is "
                    "wrong, or empty it.",
                    companies=", ".join(same.partner_id.mapped("display_name")),
                    country=same.country_id.display_name,
                    year=same[0].year,
                )

    @api.model
    def _unite_rows(self, sources, destination):
        """Make one row of those that are the same once the sources are the destination: its own, with what is known."""
        for same in self._same_once_united(sources + destination):
            kept = same.sorted(lambda target: target.partner_id != destination)[0]
            others = same - kept
            known = (kept + others).filtered("amount")[:1]
            values = {"note": "\n".join(dict.fromkeys(filter(None, (kept + others).mapped("note")))) or False}
            if known:
                values |= {"amount": known.amount, "currency_id": known.currency_id.id}
            for other in others:
                other.message_change_thread(kept)
            others.activity_ids.write({"res_id": kept.id})
            others.unlink()
            kept.write(values)

    @api.model
    def _same_once_united(self, partners):
        """Yield the rows that tell about the same once these contacts are one."""
        rows = self.search([("partner_id", "in", partners.ids)])
        keys = rows.grouped(lambda target: (target.country_id, target.kind, target.hs_section_id, target.year or 0))
        yield from (same for same in keys.values() if len(same) > 1)
