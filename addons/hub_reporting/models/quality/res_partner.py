from odoo import api, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.domain import enterprise_number


class ResPartner(models.Model):
    """A company counts by what it is: where it lies, what it does, how large it is, and how often it is there."""

    _name = "res.partner"
    _inherit = ["res.partner", "hub.quality.source.mixin"]
    _quality_company = "commercial_partner_id"
    _quality_agency = "company_id"

    @api.model
    def _get_quality_agency_domain(self):
        # As core has it: the contacts of colleagues are everybody's.
        agencies = Domain("company_id", "parent_of", self.env.companies.ids) | Domain("company_id", "=", False)
        return Domain("partner_share", "=", False) | agencies

    def write(self, vals):
        """Let a new address begin anew: what bounced was the old one."""
        if "email" not in vals or "message_bounce" in vals:
            return super().write(vals)
        before = {partner: partner.email_normalized for partner in self}
        result = super().write(vals)
        changed = self.filtered(lambda partner: partner.email_normalized != before[partner])
        # As superuser: whoever may write the address says nothing of the counter.
        changed.sudo().filtered("message_bounce").message_bounce = 0
        return result

    def _mend_commune(self):
        """Take the commune from the address."""
        for partner, found in self._found_communes():
            if found.commune and not partner.commune_id:
                partner.commune_id = found.commune

    def _mend_number(self):
        """Take the enterprise number from the VAT number, unless another company has it."""
        numbers = {
            partner: enterprise_number.normalise(partner.vat)
            for partner in self
            if not partner.company_registry and enterprise_number.is_valid(partner.vat)
        }
        # As superuser: another agency's company has its number as well.
        known = self.sudo().search([("company_registry", "in", list(numbers.values())), ("is_company", "=", True)])
        taken = set(known.mapped("company_registry"))
        for partner, number in numbers.items():
            if number not in taken:
                partner.company_registry = number
                taken.add(number)

    def _mend_address(self):
        """Count the bounces of the address anew: it works again."""
        self.message_bounce = 0
