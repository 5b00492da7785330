from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.groups import READER
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ...tools.quiet import QUIET_LEADS, SUBSCRIBE_TOGETHER


class HubCampaignMember(models.Model):
    """From a response to a lead: once for each company in each campaign."""

    _inherit = "hub.campaign.member"

    lead_user_id = fields.Many2one(related="lead_id.user_id", string="Account Manager of the Lead")
    lead_stage_id = fields.Many2one(related="lead_id.stage_id", string="Stage")
    outcome_ids = fields.One2many(related="lead_id.outcome_ids", string="Outcomes", groups=READER)

    def _create_leads(self, values=None):
        """Make a lead of each of these members that has none, or adopt the one that the company has in the campaign.

        :param dict values: values of the lead, by member; members that are not in it get core's defaults
        :return: the leads that are new, and those that were there
        :rtype: tuple[odoo.models.Model, odoo.models.Model]
        """
        self._check_may_make_leads()
        # Two who do this at once would both see members without a lead.
        take_turns(self)
        self.invalidate_recordset(["lead_id"])
        members = self.filtered(lambda member: not member.lead_id)
        adopted = members._get_leads_to_adopt()
        fresh = members.filtered(lambda member: member not in adopted)
        origins = fresh._get_origins()
        values = values or {}
        vals_list = [{**member._prepare_lead_values(origins), **values.get(member, {})} for member in fresh]
        leads = self.env["crm.lead"].with_context(**QUIET_LEADS).create(vals_list)
        # Core would find the followers of each lead by itself, and post on it; this is for all at once.
        leads.with_context(**{SUBSCRIBE_TOGETHER: False})._subscribe_together()
        leads._message_log_batch(bodies={lead.id: lead._creation_message() for lead in leads})
        self._link_leads({**dict(zip(fresh, leads, strict=True)), **adopted})
        return leads.with_env(self.env), self.env["crm.lead"].union(*adopted.values())

    def _check_may_make_leads(self):
        others = (self - self._filtered_access("write")).filtered(lambda member: not member.user_id.is_mine)
        if others:
            raise AccessError(
                self.env._(
                    "%s is in a campaign of a colleague. Choose members of your own campaigns, or companies that you "
                    "call.",
                    others[0].partner_id.display_name,
                )
            )

    def _get_leads_to_adopt(self):
        """Return the lead that the company of a member has in the campaign already, by member."""
        # As superuser: a colleague's lead counts as well, whether or not it is in sight. A lost one is archived.
        leads = self.env["crm.lead"].sudo()
        domain = Domain("campaign_id", "in", self.campaign_id.ids)
        domain &= Domain("partner_id.commercial_partner_id", "in", self.partner_id.ids)
        leads = leads.search_fetch(domain, ["campaign_id", "partner_id"], order="id desc")
        leads.partner_id.fetch(["commercial_partner_id"])
        first = {(lead.campaign_id.id, lead.partner_id.commercial_partner_id.id): lead.id for lead in leads}
        keys = {member: (member.campaign_id.id, member.partner_id.id) for member in self}
        return {member: self.env["crm.lead"].browse(first[key]) for member, key in keys.items() if key in first}

    def _get_origins(self):
        """Return the source and the medium of what each member responded to, by the id of the member.

        :rtype: dict[int, dict[str, int]]
        """
        # As superuser: the statistics of a mailing are not for every caller to read.
        traces = self.env["mailing.trace"].sudo()
        of_members = Domain("model", "=", self._name) & Domain("res_id", "in", self.ids)
        responses = Domain("reply_datetime", "!=", False) | Domain("links_click_datetime", "!=", False)
        names = ["res_id", "mass_mailing_id", "reply_datetime"]
        traces = traces.search_fetch(of_members & responses, names, order="id desc")
        # A reply says more than a click, and the first one more than those after it.
        traces = traces.sorted(lambda trace: bool(trace.reply_datetime))
        phone = self.env.ref("utm.utm_medium_phone", raise_if_not_found=False)
        called = {member.id: {"medium_id": phone.id} for member in self if phone and member.response == "call"}
        mailed = {
            trace.res_id: {name: trace.mass_mailing_id[name].id for name in ("source_id", "medium_id")}
            for trace in traces
        }
        return mailed | called

    def _prepare_lead_values(self, origins):
        """Return the values of the lead of one member.

        :param dict origins: see :meth:`_get_origins`
        """
        company, contact = self.partner_id, self.contact_id or self.partner_id
        # As superuser: the title of the campaign is in the title of the lead, whoever makes it.
        campaign = self.campaign_id.sudo()
        return {
            "name": self._get_lead_name(campaign, company),
            "partner_id": company.id,
            "contact_name": contact.name if not contact.is_company else False,
            "email_from": self.email or contact.email or company.email,
            "phone": contact.phone or company.phone,
            "campaign_id": campaign.id,
            "source_id": False,
            "medium_id": False,
            "user_id": False,
            **origins.get(self.id, {}),
            # Everybody sees the lead: neither the campaign nor the mailing, which is called like it, is named there.
            **({"campaign_id": False, "source_id": False} if self.is_closed_list else {}),
        }

    @api.model
    def _get_lead_name(self, campaign, company):
        return " – ".join(filter(None, [campaign._get_name_to_tell(), company.name]))

    @api.model
    def _link_leads(self, lead_of):
        """Give members their leads, all in one statement.

        :param dict lead_of: the lead of each member
        """
        members = self.browse().union(*lead_of)
        members._write_multi([{"lead_id": lead_of[member].id} for member in members])
        members.invalidate_recordset(["lead_id"], flush=False)
        members.modified(["lead_id"])

    def action_open_lead(self):
        self.ensure_one()
        return self.lead_id._get_records_action()
