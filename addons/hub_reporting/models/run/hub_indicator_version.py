import hashlib
import json

from odoo import models

from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER

# How a rule says that it leaves out nothing.
_EVERYTHING = ("[(1,'=',1)]", "[]")
# What decides on what a version counts.
_RULES = (
    "counted", "statistic", "timing", "threshold", "once_per", "placed_by", "younger_than", "compared",
    "followed_months", "method",
)  # fmt: skip
_OF_SOURCE = ("fact_kind", "domain", "measure", "is_reference", "is_enough")


class HubIndicatorVersion(models.Model):
    """Who may read a kept figure that somebody else has counted."""

    _inherit = "hub.indicator.version"

    def _get_audience(self):
        """Return for whom a number of this version is, see :attr:`hub.report.cell.audience`.

        Where an account manager sees but a part of the rows that count, as of campaigns, only those who see them all
        read the number.
        """
        self.ensure_one()
        if self.rests_on_personal_data:
            return "personal"
        kinds = set((self | self.excludes_id).source_ids.mapped("fact_kind"))
        told_by = [
            source._name for source in self.env["hub.fact"]._get_sources() if kinds & source._fact_kinds().keys()
        ]
        # As superuser: nobody reads the rules, who are asked here whether they tell readers apart.
        rules = self.env["ir.rule"].sudo()
        groups = self.env.ref(ACCOUNT_MANAGER).sudo().all_implied_ids
        by_role = rules.search([("model_id.model", "in", told_by), ("groups", "!=", False), ("perm_read", "=", True)])
        for own in by_role.grouped("model_id").values():
            open_ones = own.filtered(lambda rule: (rule.domain_force or "[]").replace(" ", "") in _EVERYTHING)
            if own - open_ones and not open_ones.groups & groups:
                return "analysis"
        return "all"

    def _get_digest(self):
        """Return the SHA-256 of what this version counts: rules, sources and English words, as JSON in one order."""
        self.ensure_one()
        content = {
            "indicator": self.indicator_id.code,
            "number": self.number,
            "unit": self.indicator_id.unit or None,
            "definition": self.with_context(lang="en_US").definition,
            "rules": {name: self[name] or None for name in _RULES},
            "excludes": [self.excludes_id.indicator_id.code, self.excludes_id.number] if self.excludes_id else None,
            "breakdowns": sorted(self.breakdown_ids.mapped("code")),
            "sources": sorted(str([source[name] or None for name in _OF_SOURCE]) for source in self.source_ids),
        }
        words = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()
