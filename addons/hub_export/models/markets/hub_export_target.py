from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.hub_entrepreneurs.domain.limits import Limit
from odoo.addons.hub_entrepreneurs.tools.dates import today

from ...domain import exporter

FIRST_YEAR = 1950


class HubHsSection(models.Model):
    """A section of the Harmonised System, in which customs sort goods."""

    _name = "hub.hs.section"
    _description = "Section of the Harmonised System"
    _inherit = ["hub.kept.mixin"]
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, help="The Roman number, for instance XI.")
    name = fields.Char(required=True, translate=True)
    chapters = fields.Char(help="The chapters that it holds, for instance 50-63.")
    sequence = fields.Integer(default=10)

    _code_uniq = models.UniqueIndex("(code)", "Code: another section has it already. Choose another one.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for section in self:
            section.display_name = f"{section.code} {section.name or ''}".strip()


class HubExportTarget(models.Model):
    """A market abroad of a company: how far it got there, with what, and for how much in a year."""

    _name = "hub.export.target"
    _description = "Target Market"
    _inherit = [
        "hub.voidable.mixin", "hub.limited.mixin", "hub.of.company.mixin", "hub.named.mixin", "hub.merge.mixin",
        "mail.thread", "mail.activity.mixin",
    ]  # fmt: skip
    _order = "is_present desc, year desc, id desc"
    _rec_names_search = ["partner_id", "country_id"]
    _named_by = ("partner_id", "country_id", "year")
    _limits = {"amount": Limit(most=1e12, unusual_above=1e8)}

    partner_id = fields.Many2one(tracking=True)
    country_id = fields.Many2one("res.country", "Market", required=True, index=True, ondelete="restrict", tracking=True)
    status = fields.Selection(
        [("exploring", "Exploring"), ("entering", "Entering"), ("exporting", "Exporting"), ("stopped", "Stopped")],
        required=True,
        default="exploring",
        index=True,
        tracking=True,
        group_expand=True,
    )
    kind = fields.Selection(
        [("goods", "Goods"), ("services", "Services")], "Goods or Services", required=True, default="goods"
    )
    hs_section_id = fields.Many2one(
        "hub.hs.section",
        "HS Section",
        index="btree_not_null",
        ondelete="restrict",
        help="How customs sort the goods.",
    )
    year = fields.Integer(help="The year of the status and the sales. Empty: the present situation.", aggregator=None)
    amount = fields.Monetary("Sales", help="What the company sold there in that year.", tracking=True)
    currency_id = fields.Many2one("res.currency", required=True, default=lambda self: self.env.company.currency_id)
    is_present = fields.Boolean(
        "Present",
        compute="_compute_is_present",
        store=True,
        help="The newest row of this company and this market, goods and services apart: the row without a year, or "
        "else the row of the latest year.",
    )
    user_id = fields.Many2one(
        related="partner_id.user_id", string="Account Manager", store=True, index="btree_not_null"
    )
    commune_id = fields.Many2one(related="partner_id.commune_id", string="Commune")
    sector_ids = fields.Many2many(related="partner_id.sector_ids", string="Sectors")
    country_image_url = fields.Char(related="country_id.image_url", string="Flag")
    exporter_status = fields.Selection(related="partner_id.exporter_status")
    note = fields.Text("Remarks")

    _of_a_country = models.Index("(country_id, status) WHERE is_present")
    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)",
        "Sales: enter 0 or more, or leave the field empty if the amount is unknown.",
    )
    _amount_year = models.Constraint(
        "CHECK (COALESCE(amount, 0) = 0 OR COALESCE(year, 0) != 0)",
        "Year: enter the year of the sales, or empty the sales.",
    )
    _section_of_goods = models.Constraint(
        "CHECK (kind = 'goods' OR hs_section_id IS NULL)",
        "HS Section: one of the markets is for services, and customs sort goods only. Empty it, or choose goods.",
    )
    _once = models.UniqueIndex(
        "(partner_id, country_id, kind, COALESCE(hs_section_id, 0), COALESCE(year, 0)) WHERE active",
        lambda env, diagnostics: env["hub.export.target"]._get_twice_message(diagnostics),
    )

    @api.depends(
        "active",
        "partner_id.export_target_ids.active",
        "partner_id.export_target_ids.country_id",
        "partner_id.export_target_ids.kind",
        "partner_id.export_target_ids.year",
    )
    def _compute_is_present(self):
        for company, targets in self.grouped("partner_id").items():
            counting = (company.export_target_ids | targets).filtered("active")
            present = set(exporter.present(counting._get_markets()))
            for target in targets:
                target.is_present = target.active and target._get_markets()[0] in present

    @api.constrains("year")
    def _check_year(self):
        last = today(self.env).year + 1
        for target in self.filtered("year"):
            if not FIRST_YEAR <= target.year <= last:
                raise ValidationError(
                    self.env._(
                        "Year: %(year)s can't be the year of %(market)s. Enter a year from %(first)s to %(last)s, or "
                        "leave the field empty for the present situation.",
                        year=target.year,
                        market=target._get_words(),
                        first=FIRST_YEAR,
                        last=last,
                    )
                )

    @api.constrains("partner_id")
    def _check_is_company(self):
        for target in self:
            if not target.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "Company: %(partner)s is a person, and only companies have markets. Choose the person's "
                        "company, or mark the contact as a company.",
                        partner=target.partner_id.display_name,
                    )
                )

    @api.constrains("partner_id", "country_id")
    def _check_abroad(self):
        for target in self:
            if target.country_id == target.partner_id._get_home_country():
                raise ValidationError(
                    self.env._(
                        "Market: %(country)s is the home country of %(company)s. Choose a country abroad.",
                        country=target.country_id.display_name,
                        company=target.partner_id.display_name,
                    )
                )

    @api.onchange("amount")
    def _onchange_amount(self):
        return self._ask_about("amount")

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind == "services":
            self.hs_section_id = False

    def unlink(self):
        # The company's ticks follow its markets as long as there are any of the kind: those that go take theirs along.
        exported = self._get_exported()
        result = super().unlink()
        self._take_ticks(exported)
        return result

    def _counting_changed(self):
        self._take_ticks(self._get_exported())

    def _get_exported(self):
        return [(target.partner_id, f"exports_{target.kind}") for target in self if target.status == "exporting"]

    @api.model
    def _take_ticks(self, exported):
        for company, name in exported:
            kinds = company.sudo().export_target_ids.filtered("active").mapped("kind")
            if name.removeprefix("exports_") not in kinds:
                company.sudo()[name] = False

    def action_open_company(self):
        self.ensure_one()
        return self.partner_id._get_records_action()

    @api.model
    def _computed_only(self):
        return super()._computed_only() | {
            "is_present": lambda: self.env._(
                "“Present” is computed from the years of a company's markets and can't be typed in. Enter the years "
                "instead."
            )
        }

    def _get_markets(self):
        """Return these rows as :mod:`..exporter` reads them.

        :rtype: list[exporter.Market]
        """
        return [
            exporter.Market(each.country_id.id, each.kind, each.status, each.year or None, each.amount) for each in self
        ]

    def _get_words(self):
        """Return company and market for a sentence."""
        return self.env._(
            "%(company)s in %(country)s", company=self.partner_id.display_name, country=self.country_id.display_name
        )

    @api.model
    def _get_twice_message(self, diagnostics):
        """Return the sentence for a market that the company has already.

        :param diagnostics: what PostgreSQL tells about the violated index, or None
        """
        # It reads: Key (partner_id, country_id, …)=(12, 75, goods, 0, 2024) already exists.
        key = ((diagnostics and diagnostics.message_detail) or "").partition(")=(")[2].partition(")")[0].split(", ")
        target = self.browse()
        if len(key) == 5:
            target = self.search([("partner_id", "=", int(key[0])), ("country_id", "=", int(key[1]))], limit=1)
        if not target:
            return self.env._(
                "Market: the company has this market already, with the same goods or services and the same year. "
                "Change the existing row."
            )
        return self.env._(
            "Market: %(market)s exists already, with the same goods or services and the same year. Change the existing "
            "row, or enter another year.",
            market=target._get_words(),
        )

    # Merging contacts

    @api.model
    def _merge_conflicts(self, partners):
        """Yield a sentence for each market that these contacts sold different amounts in, in the same year."""
        for same in self._get_same_once_united(partners):
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
        for same in self._get_same_once_united(sources + destination):
            kept = same.sorted(lambda target: target.partner_id != destination)[0]
            others = same - kept
            values = {"note": "\n".join(dict.fromkeys(filter(None, (kept + others).mapped("note")))) or False}
            if known := (kept + others).filtered("amount")[:1]:
                values |= {"amount": known.amount, "currency_id": known.currency_id.id}
            for other in others:
                other.message_change_thread(kept)
            others.activity_ids.write({"res_id": kept.id})
            others.unlink()
            kept.write(values)

    @api.model
    def _get_same_once_united(self, partners):
        """Yield the rows that tell about the same once these contacts are one."""
        rows = self.search([("partner_id", "in", partners.ids)])
        groups = rows.grouped(lambda target: (target.country_id, target.kind, target.hs_section_id, target.year or 0))
        yield from (same for same in groups.values() if len(same) > 1)
