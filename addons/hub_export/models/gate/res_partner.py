from collections import defaultdict

from odoo import models

from odoo.addons.hub_entrepreneurs.tools.dates import today


class ResPartner(models.Model):
    """What companies have of what stages require, for any number of companies at once."""

    _inherit = "res.partner"

    def _band_scores(self, kinds):
        """Return where the band of each company's last done assessment starts, by kind of framework.

        :param set[str] kinds: the kinds of framework that matter
        :rtype: dict[int, dict[str, float]]
        """
        scores = defaultdict(dict)
        if "export" in kinds:
            for company in self:
                if band := company.export_readiness_band_id:
                    scores[company.id]["export"] = band.min_score
        others = kinds - {"export"}
        if others:
            domain = [("partner_id", "in", self.ids), ("state", "=", "done"), ("kind", "in", list(others))]
            done = self.env["hub.assessment"].search_fetch(domain, ["partner_id", "kind", "band_id"], order="date, id")
            # The last one tells, also where it reached no band.
            for assessment in done:
                band = assessment.band_id
                scores[assessment.partner_id.id][assessment.kind] = band.min_score if band else None
        return scores

    def _planned_kinds(self, kinds):
        """Return the kinds of framework that a step is about that each company agreed to and did not drop.

        :rtype: dict[int, set[str]]
        """
        planned = defaultdict(set)
        if not kinds:
            return planned
        rows = self.env["hub.commitment"]._read_group(
            [
                ("partner_id", "in", self.ids),
                ("state", "in", ("open", "done")),
                ("dimension_id.framework_id.kind", "in", list(kinds)),
            ],
            ["partner_id", "dimension_id.framework_id.kind"],
        )
        for company, kind in rows:
            planned[company.id].add(kind)
        return planned

    def _valid_schemes(self, state="verified"):
        """Return the schemes of each company's evidence that is valid today.

        :param str state: the state of the evidence that counts
        :rtype: dict[int, set[int]]
        """
        evidence = self.env["hub.evidence"]
        schemes = defaultdict(set)
        rows = evidence._read_group(
            [("partner_id", "in", self.ids), ("state", "=", state), *evidence._domain_on(today(self.env))],
            ["partner_id", "scheme_id"],
        )
        for company, scheme in rows:
            schemes[company.id].add(scheme.id)
        return schemes
