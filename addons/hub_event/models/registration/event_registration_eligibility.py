from odoo import api, fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import READER


class EventRegistration(models.Model):
    """Whether a company may take part, with the reason for each miss; a director overrides it, and says why.

    An override holds for the company that it was decided for.
    """

    _inherit = "event.registration"

    eligibility = fields.Selection(
        [("met", "Eligible"), ("missed", "Not Eligible"), ("overridden", "Overridden")],
        compute="_compute_eligibility",
        groups=READER,
    )
    eligibility_misses = fields.Text("What Is Missing", compute="_compute_eligibility", groups=READER)
    override_reason = fields.Text("Overridden Because", readonly=True, copy=False, tracking=True, groups=READER)
    override_by_id = fields.Many2one("res.users", "Overridden By", readonly=True, copy=False, groups=READER)
    override_company_id = fields.Many2one(
        "res.partner",
        "Overridden For",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        groups=READER,
    )

    @api.depends("attendee_company_id", "partner_id", "event_id", "override_reason")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_eligibility(self):
        misses = self._get_misses()
        for registration in self:
            found = misses.get(registration, [])
            overridden = found and registration._is_overridden()
            standing = "overridden" if overridden else "missed" if found else "met"
            registration.eligibility = standing if registration.is_action else False
            registration.eligibility_misses = "\n".join(found)

    def _get_misses(self):
        """Return what the company of each registration for an action lacks, in sentences.

        :rtype: dict[event.registration, list[str]]
        """
        found = {}
        for event, registrations in self.filtered("is_action").grouped("event_id").items():
            misses = event._origin._get_misses(registrations.attendee_company_id._origin)
            for registration in registrations:
                company = registration.attendee_company_id._origin
                found[registration] = misses[company] if company else registration._get_misses_without_company()
        return found

    def _get_misses_without_company(self):
        """Return what a registration without company lacks: a starter takes part where no criteria are set."""
        is_starter = self.partner_id and not self.partner_id.parent_id and not self.event_id.criteria_domain
        if is_starter:
            return []
        return [self.env._("The company is not known yet. Take the one that is proposed, or choose it.")]

    def _is_company_gone(self):
        """Tell whether the company is archived or has ceased since it registered."""
        company = self.attendee_company_id
        return bool(company) and (not company.active or company.entrepreneur_stage == "ceased")

    def _is_overridden(self):
        return bool(self.override_reason) and self.override_company_id == self.attendee_company_id

    def _get_unfit(self):
        """Return, of these registrations, those that may not take part, each with what it lacks."""
        misses = self._get_misses()
        return {each: found for each, found in misses.items() if found and not each._is_overridden()}

    def _override(self, reason):
        """Let these take part all the same."""
        for registration in self:
            # As superuser: nobody writes these fields directly; who decides is kept.
            registration.sudo().write(
                {
                    "override_reason": reason,
                    "override_by_id": self.env.uid,
                    "override_company_id": registration.attendee_company_id.id,
                }
            )
        self._settle()
