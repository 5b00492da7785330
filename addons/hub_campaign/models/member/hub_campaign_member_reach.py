from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today

# Why a member of a frozen list is written to no more, in the order in which the reasons are looked for.
OUT_OF_REACH_SELECTION = [
    ("company_archived", "Company archived"),
    ("contact_archived", "Addressee archived"),
    ("role_ended", "Addressee no longer there"),
    ("no_consent", "Sole trader who has not consented"),
    ("bounced", "Address that bounced for good"),
]
_OF_MAIL = ("bounced",)
# So often core lets an address bounce before it blacklists it; a mail server that refuses for good answers 5.x.x.
_BOUNCES = 5
_FOR_GOOD = r"\m5\.\d{1,3}\.\d{1,3}\M"


class HubCampaignMember(models.Model):
    """The list is frozen, the world is not: who can't be written to any more is left out when a wave begins.

    Left out of mailings and calls: archived companies and persons, addressees whose role or mandate at the company
    ended, and sole traders without a yes to the purpose, also those put in by hand. An address that bounced for good is
    left out of mailings, and offered for a call. Nobody leaves the list for that: who comes back is included again.
    """

    _inherit = "hub.campaign.member"

    out_of_reach = fields.Selection(
        OUT_OF_REACH_SELECTION,
        "Out of Reach",
        compute="_compute_out_of_reach",
        search="_search_out_of_reach",
        help="Why the next waves leave this member out, by what is so today.",
    )

    @api.depends("partner_id", "contact_id", "campaign_id", "email_normalized")
    def _compute_out_of_reach(self):
        query = self._get_out_of_reach_query(SQL("member.id IN %s", tuple(self.ids) or (0,)))
        reasons = dict(self.env.execute_query(SQL("SELECT id, reason FROM (%s) AS known", query)))
        for member in self:
            member.out_of_reach = reasons.get(member._origin.id, False)

    def _search_out_of_reach(self, operator, value):
        if operator != "in":
            return NotImplemented
        reasons = tuple(reason for reason in value if reason)
        found = self._domain_out_of_reach(SQL("TRUE"), reasons) if reasons else Domain.FALSE
        return found | ~self._domain_out_of_reach(SQL("TRUE")) if False in value else found

    @api.model
    def _domain_reachable(self, campaign, *, by_mail):
        """Return the domain of the members of a campaign that can still be written to, or called."""
        reasons = tuple(reason for reason, _label in OUT_OF_REACH_SELECTION if by_mail or reason not in _OF_MAIL)
        return ~self._domain_out_of_reach(SQL("member.campaign_id = %s", campaign.id or 0), reasons)

    @api.model
    def _domain_out_of_reach(self, where, reasons=()):
        reasons = reasons or tuple(reason for reason, _label in OUT_OF_REACH_SELECTION)
        query = self._get_out_of_reach_query(where)
        return Domain("id", "in", SQL("(SELECT id FROM (%s) AS known WHERE reason IN %s)", query, reasons))

    @api.model
    def _get_out_of_reach_query(self, where):
        """Return the query of members and the first reason for which they are out of reach: ``id, reason``."""
        self.env.flush_all()
        day = today(self.env)
        roles = self.env["hub.company.role"]._period_sql("held", day)
        mandates = self.env["hub.cluster.membership"]._period_sql("held", day)
        role = SQL("FROM hub_company_role AS held WHERE held.partner_id = company.id AND held.person_id = person.id")
        mandate = SQL(
            "FROM hub_cluster_membership AS held WHERE held.partner_id = company.id AND held.contact_id = person.id"
        )
        return SQL(
            """SELECT member.id,
                      CASE WHEN NOT company.active THEN 'company_archived'
                           WHEN NOT person.active THEN 'contact_archived'
                           WHEN person.id != company.id
                                AND (EXISTS (SELECT %(role)s AND %(ended)s)
                                     OR EXISTS (SELECT %(mandate)s AND %(ended)s))
                                AND NOT EXISTS (SELECT %(role)s AND %(roles)s)
                                AND NOT EXISTS (SELECT %(mandate)s AND %(mandates)s) THEN 'role_ended'
                           WHEN (company.is_natural_person IS TRUE OR person.is_natural_person IS TRUE)
                                AND NOT EXISTS (
                                    SELECT FROM hub_consent AS consent
                                     WHERE consent.person_id = person.id AND consent.purpose_id = campaign.purpose_id
                                       AND consent.state = 'given') THEN 'no_consent'
                           WHEN member.message_bounce >= %(bounces)s OR person.message_bounce >= %(bounces)s
                                OR EXISTS (
                                    SELECT FROM mailing_trace AS trace
                                     WHERE trace.campaign_id = campaign.id AND trace.email = member.email_normalized
                                       AND trace.trace_status = 'bounce' AND trace.failure_reason ~ %(for_good)s
                                ) THEN 'bounced'
                      END AS reason
                 FROM hub_campaign_member AS member
                 JOIN utm_campaign AS campaign ON campaign.id = member.campaign_id
                 JOIN res_partner AS company ON company.id = member.partner_id
                 JOIN res_partner AS person ON person.id = COALESCE(member.contact_id, member.partner_id)
                WHERE %(where)s""",
            role=role,
            mandate=mandate,
            ended=SQL("held.date_end < %s", day),
            roles=roles,
            mandates=mandates,
            bounces=_BOUNCES,
            for_good=_FOR_GOOD,
            where=where,
        )
