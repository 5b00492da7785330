from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...domain import nace
from ...domain.sectors import Code, longest_prefix
from ...tools.actions import open_window
from ...tools.counting import count_of


class NaceTextError(ValidationError, ValueError):
    """A text names no activity code. As a ValueError, an import shows it beside the row."""


class HubNace(models.Model):
    """An activity code of NACE-BEL, or a group of codes that start alike, in one version."""

    _name = "hub.nace"
    _description = "Activity Code"
    _inherit = ["hub.computed.only.mixin"]
    _order = "version desc, code"
    _rec_names_search = ["code", "name"]

    version = fields.Selection(
        [(version, f"NACE {version}") for version in nace.VERSIONS],
        required=True,
        default=nace.VERSIONS[0],
        help="The same code can mean something else in the other version.",
    )
    code = fields.Char(required=True, help="Two to seven digits. A code holds all longer ones that start with it.")
    name = fields.Char(required=True, translate=True)
    parent_id = fields.Many2one(
        "hub.nace",
        "Part Of",
        compute="_compute_parent_id",
        store=True,
        index="btree_not_null",
        ondelete="set null",
        help="The longest shorter code of the same version that this one starts with.",
    )
    child_ids = fields.One2many("hub.nace", "parent_id", "Parts")
    sector_ids = fields.Many2many(
        "hub.sector", string="Sectors", compute="_compute_sector_ids", help="The sectors that hold this code."
    )
    partner_count = count_of("res.partner", "nace_ids", "Companies", [("is_company", "=", True)])

    _version_code_uniq = models.UniqueIndex(
        "(version, code)", "Code: this version of NACE has the code already. Open that one instead."
    )
    _code_digits = models.Constraint(
        "CHECK (code ~ '^[0-9]{2,7}$')", "Code: an activity code is two to seven digits. Take out anything else."
    )
    _code_prefix = models.Index("(code varchar_pattern_ops, version)")

    @api.depends("version", "code")
    def _compute_parent_id(self):
        records = self.search([("version", "in", self.mapped("version"))])
        known = {Code(record.version, record.code): record for record in records}
        for record in self:
            record.parent_id = known.get(longest_prefix(Code(record.version, record.code or ""), known))

    @api.depends("version", "code", "name")
    def _compute_display_name(self):
        for record in self:
            record.display_name = f"{record.version} · {record.code} – {record.name}"

    @api.depends("version", "code")
    def _compute_sector_ids(self):
        table = self.env["hub.sector"]._prefix_table()
        for record in self:
            record.sector_ids = sorted(table.sectors_of(Code(record.version, record.code or "")))

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create([self._bare_code(vals) for vals in vals_list])
        records._place_among_others()
        return records

    def write(self, vals):
        if not vals.keys() & {"version", "code"}:
            return super().write(vals)
        with self._sectors()._matching_companies():
            result = super().write(self._bare_code(vals))
        self._place_among_others()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        companies = self.env["res.partner"].sudo().with_context(active_test=False)
        used = companies.search([("nace_ids", "in", self.ids)], limit=1).nace_ids & self
        if used:
            raise UserError(
                self.env._(
                    "Activity Code: companies have %(code)s, so it can't be deleted. Give them another code first.",
                    code=used[0].display_name,
                )
            )

    def unlink(self):
        others = self.search([("version", "in", self.mapped("version"))]) - self
        with self._sectors()._matching_companies():
            result = super().unlink()
        others._place_among_others()
        return result

    def _sectors(self):
        """Return the sectors that have these codes as prefixes, archived ones included."""
        return self.env["hub.sector"].with_context(active_test=False).search([("nace_ids", "in", self.ids)])

    def _place_among_others(self):
        """Find the parents of all codes of these versions anew: new codes come between old ones."""
        codes = self.search([("version", "in", self.mapped("version"))])
        self.env.add_to_compute(self._fields["parent_id"], codes)
        self.env.registry.clear_cache()

    @api.model
    def _bare_code(self, vals):
        return {**vals, "code": nace.bare(vals["code"])} if vals.get("code") else vals

    @api.model
    def _search_display_name(self, operator, value):
        """Find a code by its beginning, with or without its version, or by words of its name."""
        texts = [value] if isinstance(value, str) else value
        written = [nace.read(text) for text in texts if isinstance(text, str)] if texts else []
        if operator in ("ilike", "like", "=") and len(written) == 1 and written[0]:
            return self._domain_of(written[0], "=" if operator == "=" else "=like")
        if operator == "in" and written and all(written):
            return Domain.OR(self._domain_of(each, "=") for each in written)
        return super()._search_display_name(operator, value)

    @api.model
    def _domain_of(self, written, operator):
        """Return the domain of a code as somebody wrote it: of itself by "=", of all that start with it by "=like"."""
        domain = Domain("code", operator, written.code if operator == "=" else f"{written.code}%")
        return domain & Domain("version", "=", written.version) if written.version in nace.VERSIONS else domain

    @api.model
    def _refuse_wrong_version(self, written, found):
        """Say why a code that was written out, as in an import, is not there in the version that was given.

        :param written: a :class:`..nace.Written`, or None for a text that names no code
        :param list found: what the search for it found
        """
        if not written or not written.version:
            return
        if written.version not in nace.VERSIONS:
            raise NaceTextError(
                self.env._(
                    "Activity Code: there is no version %(version)s of NACE, so %(code)s can't be looked up. Write "
                    "2025 or 2008 before the code, as in 2025 3212.",
                    **written._asdict(),
                )
            )
        if found:
            return
        values = {**written._asdict(), "other": next(v for v in nace.VERSIONS if v != written.version)}
        if self.search_count([("code", "=", written.code), ("version", "!=", written.version)], limit=1):
            raise NaceTextError(
                self.env._(
                    "Activity Code: %(code)s is a code of NACE %(other)s, not %(version)s. Write %(other)s before it, "
                    "or choose the code that NACE %(version)s has for the activity.",
                    **values,
                )
            )
        raise NaceTextError(
            self.env._(
                "Activity Code: NACE %(version)s has no code %(code)s. Compare it with the list of activity codes.",
                **values,
            )
        )

    def action_open_companies(self):
        """Open the companies that have the code or one that starts with it."""
        self.ensure_one()
        domain = [("is_company", "=", True), ("nace_ids", "child_of", self.ids)]
        return open_window(self.env, "hub_entrepreneurs.res_partner_action", domain=domain)
