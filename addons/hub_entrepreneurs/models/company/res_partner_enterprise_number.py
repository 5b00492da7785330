from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...domain import enterprise_number
from ...domain.enterprise_number import EnterpriseNumberError, Problem


class ResPartner(models.Model):
    """The enterprise number of a Belgian company: ten bare digits in core's field ``company_registry``."""

    _inherit = "res.partner"

    is_belgian = fields.Boolean(
        compute="_compute_is_belgian",
        store=True,
        help="The country is Belgium, or there is a company number and no country.",
    )
    enterprise_number = fields.Char(
        compute="_compute_enterprise_number",
        search="_search_enterprise_number",
        readonly=False,
        help="Ten digits, for instance 0123.456.749. Any spelling is accepted: with or without BE, dots and blanks.",
    )

    # Core copies the number to the persons of a company, which are no companies themselves.
    _enterprise_number_uniq = models.UniqueIndex(
        "(company_registry) WHERE active AND is_company AND is_belgian",
        lambda env, diagnostics: env["res.partner"]._enterprise_number_taken_message(diagnostics),
    )

    @api.depends("country_id", "company_registry")
    def _compute_is_belgian(self):
        for belgian, partners in self.grouped(self._is_at_home).items():
            partners.is_belgian = belgian

    @api.model
    def _is_at_home(self, partner):
        """Tell whether a contact counts as Belgian: without a country, its number tells."""
        return partner.country_id.code == "BE" if partner.country_id else bool(partner.company_registry)

    @api.depends("country_id")
    def _compute_company_registry(self):
        result = super()._compute_company_registry()
        for partner in self:
            if partner.country_id.code in ("BE", False) and enterprise_number.is_valid(partner.company_registry):
                partner.company_registry = enterprise_number.normalise(partner.company_registry)
        return result

    @api.depends("company_registry", "is_belgian")
    def _compute_enterprise_number(self):
        for partner in self:
            partner.enterprise_number = partner.is_belgian and enterprise_number.dotted(partner.company_registry)

    @api.model
    def _search_enterprise_number(self, operator, value):
        """Find a number in any spelling: whole ones by ``in``, also parts of one by the ``like`` operators."""
        if operator == "in":
            domain = Domain("is_belgian", "=", True) & Domain("company_registry", "in", enterprise_number.whole(value))
            if False in value:
                domain |= Domain("company_registry", "=", False) | Domain("is_belgian", "=", False)
            return domain
        if operator in ("ilike", "like", "=ilike", "=like"):
            part = enterprise_number.search_digits(value)
            if not part:
                return Domain.FALSE
            whole = enterprise_number.whole([part])
            return Domain("is_belgian", "=", True) & (
                Domain("company_registry", "in", whole) if whole else Domain("company_registry", "like", part)
            )
        return NotImplemented

    @api.constrains("company_registry", "country_id", "is_company")
    def _check_enterprise_number(self):
        for partner in self:
            number = partner.is_company and partner.is_belgian and partner.company_registry
            if not number:
                continue
            try:
                enterprise_number.normalise(number)
            except EnterpriseNumberError as error:
                raise ValidationError(self._enterprise_number_problem(number, error.problem)) from error

    @api.onchange("enterprise_number")
    def _onchange_enterprise_number(self):
        if not self.enterprise_number:
            self.company_registry = False
            return None
        try:
            self.company_registry = enterprise_number.normalise(self.enterprise_number)
        except EnterpriseNumberError as error:
            message = self._enterprise_number_problem(self.enterprise_number, error.problem)
        else:
            other = self._enterprise_number_holder(self.company_registry) - self._origin
            if not other:
                return None
            message = self._enterprise_number_taken(self.company_registry, other)
        return {"warning": {"title": self.env._("Enterprise Number"), "message": message}}

    @api.onchange("vat")
    def _onchange_vat(self):
        """Warn as soon as another company is known by the VAT number, unless both are told apart by their own."""
        self.vat = self._stored_values({"vat": self.vat})["vat"]
        other = self._vat_holder()
        if not other:
            return None
        message = self.env._(
            "VAT number: %(number)s is that of %(company)s already. Open that company instead of creating it again; if "
            "both belong to one VAT group, enter the enterprise number of this one.",
            number=self.vat,
            company=other.display_name,
        )
        return {"warning": {"title": self.env._("VAT Number"), "message": message}}

    @api.depends("vat", "company_registry", "country_id", "company_id")
    def _compute_same_vat_partner_id(self):
        result = super()._compute_same_vat_partner_id()
        for partner in self:
            other = partner.same_vat_partner_id
            # The members of a VAT group share one number, and are told apart by their own.
            if other.company_registry and partner.company_registry not in (False, other.company_registry):
                partner.same_vat_partner_id = partner._vat_holder()
        return result

    def copy_data(self, default=None):
        # A copy is another company: the number stays with the one that has it.
        vals_list = super().copy_data(default)
        for partner, vals in zip(self, vals_list, strict=True):
            if partner.is_company and partner.is_belgian and "company_registry" not in (default or {}):
                vals.pop("company_registry", None)
        return vals_list

    def _stored_values(self, vals):
        """Write a Belgian number as bare digits, a Belgian VAT number as BE and digits.

        A wrong one is left for the constraint to name.
        """
        vals = super()._stored_values(vals)
        if "enterprise_number" in vals:
            vals = dict(vals)
            vals["company_registry"] = vals.pop("enterprise_number")
        typed = {name: vals[name] for name in ("company_registry", "vat") if enterprise_number.is_valid(vals.get(name))}
        if not typed:
            return vals
        countries = self.country_id
        if "country_id" in vals:
            countries = countries.browse(vals["country_id"] or [])
        if any(country.code != "BE" for country in countries):
            return vals
        stored = {name: enterprise_number.normalise(number) for name, number in typed.items()}
        if "vat" in stored:
            # Nine digits without a country are the number of many a country.
            says_so = bool(countries) or enterprise_number.names_belgium(typed["vat"])
            stored["vat"] = f"BE{stored['vat']}" if says_so else typed["vat"]
        return {**vals, **stored}

    @api.model
    def _enterprise_number_holder(self, number):
        """Return the company that has a number, or nothing; one without a number of its own may have it as VAT."""
        registered = Domain("is_belgian", "=", True) & Domain("company_registry", "=", number)
        taxed = Domain("company_registry", "=", False) & Domain("vat", "in", [number, f"BE{number}"])
        return self.search(Domain("is_company", "=", True) & (registered | taxed), limit=1)

    def _vat_holder(self):
        """Return another company that may be this one by the VAT number, or nothing.

        The companies of a VAT group share its number: with an enterprise number each, they are two.
        """
        self.ensure_one()
        if not self.vat or not enterprise_number.is_valid(self.vat) or self.parent_id:
            return self.browse()
        number = enterprise_number.normalise(self.vat)
        registered = Domain("is_belgian", "=", True) & Domain("company_registry", "=", number)
        taxed = Domain("vat", "in", [number, f"BE{number}"])
        own = self.is_belgian and self.company_registry
        if own:
            taxed &= Domain("company_registry", "in", [own, False])
            registered = registered if own == number else Domain.FALSE
        known = Domain("is_company", "=", True) & Domain("id", "not in", self._origin.ids)
        return self.search(known & (registered | taxed), limit=1)

    @api.model
    def _enterprise_number_problem(self, text, problem):
        """Return the sentence that says what is wrong with an enterprise number and what to do."""
        if problem is Problem.CHARACTERS:
            return self.env._(
                "Enterprise Number: %(number)s contains something other than digits: %(signs)s. Enter the ten digits, "
                "with or without BE and dots.",
                number=text,
                signs=", ".join(enterprise_number.strange_signs(text)) or text,
            )
        if problem is Problem.LENGTH:
            return self.env._(
                "Enterprise Number: %(number)s has %(count)s digits and should have ten. Compare it "
                "with the company's papers.",
                number=text,
                count=len(enterprise_number.digits(text)),
            )
        if problem is Problem.FIRST_DIGIT:
            return self.env._(
                "Enterprise Number: %s starts with neither 0 nor 1. A number that starts with 2 to 8 is that of an "
                "establishment: enter the number of its enterprise.",
                text,
            )
        return self.env._(
            "Enterprise Number: the last two digits of %s don't fit the others, so one digit is wrong. "
            "Compare it with the company's papers.",
            text,
        )

    @api.model
    def _enterprise_number_taken(self, number, company):
        return self.env._(
            "Enterprise Number: %(number)s is the number of %(company)s already. Open that company instead of creating "
            "it again.",
            number=enterprise_number.dotted(number),
            company=company.display_name,
        )

    @api.model
    def _enterprise_number_taken_message(self, diagnostics):
        """Return the sentence for a number that another company has, from what PostgreSQL tells, if anything."""
        # It reads: Key (company_registry)=(0123456749) already exists.
        detail = (diagnostics and diagnostics.message_detail) or ""
        number = detail.partition(")=(")[2].partition(")")[0]
        holder = self._enterprise_number_holder(number) if number else self.browse()
        if holder:
            return self._enterprise_number_taken(number, holder)
        return self.env._(
            "Enterprise Number: another company has this number already. Search for that company instead of creating "
            "it again.",
        )
