from odoo import SUPERUSER_ID, api
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import may_know


def migrate(cr, version):
    """Mend what databases of before hold that a new one would not."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    note_authors(env)
    close_lists(env)
    give_sector_campaigns_their_agency(env)
    keep_refusals(env)
    plan_lost_calls(env)


def note_authors(env):
    """Filters of mailings and campaigns find what their authors may find: those of before get one."""
    for model in ("mailing.mailing", "utm.campaign"):
        env[model]._note_unknown_authors()


def close_lists(env):
    """Lists that were frozen from personal data are remembered as such; what others see names them no more."""
    campaigns = env["utm.campaign"].with_context(active_test=False, tracking_disable=True)
    frozen = campaigns.search([("frozen_on", "!=", False), ("personal_data_frozen_on", "=", False)])
    for campaign in frozen.filtered(lambda each: each._looks_at_personal_data() or rested(each)):
        campaign.personal_data_frozen_on = campaign.frozen_on
        campaign.member_ids.rests_on_personal_data = True
        forget_name(campaign)


def rested(campaign):
    """Tell whether the audience of a campaign ever used personal data, by what the chatter keeps of its filters."""
    values = campaign.message_ids.sudo().tracking_value_ids
    texts = values.filtered(lambda each: each.field_id.name == "audience_domain")
    known = {*texts.mapped("old_value_char"), *texts.mapped("new_value_char")}
    return any(campaign.new({"audience_domain": text})._looks_at_personal_data() for text in known if text)


def forget_name(campaign):
    """Take the name of a campaign out of leads, conversations, calls, consents and its own chatter."""
    env = campaign.env
    members = campaign.member_ids
    sources = campaign.mailing_mail_ids.source_id
    for lead in members.lead_id:
        lead.campaign_id = False
        if lead.source_id in sources:
            lead.source_id = False
        if campaign.title in lead.name:
            lead.name = lead.partner_id.name or lead.name.replace(campaign.title, "").strip(" –")
    env["hub.interaction"].search([("campaign_member_id", "in", members.ids)]).campaign_member_id = False
    calls = members.with_context(active_test=False).activity_ids
    calls.filtered(lambda call: call.summary == campaign.title).summary = False
    env.add_to_compute(env["mail.activity"]._fields["res_name"], calls)
    for subject in filter(None, campaign.mailing_mail_ids.mapped("subject")):
        consents = env["hub.consent"].search(Domain("note", "=like", subject.replace("%", "\\%") + "%"))
        for consent in consents:
            consent.note = consent.email_normalized
    campaign.message_ids.filtered(counts_companies).body = False


def counts_companies(message):
    """Tell whether a message is the note of a freeze, in whatever language."""
    digits = any(sign.isdigit() for sign in message.body or "")
    return message.message_type == "notification" and digits and not message.sudo().tracking_value_ids


def give_sector_campaigns_their_agency(env):
    """Close each sector campaign to other agencies: it is that of its clusters, else of who is responsible for it."""
    campaigns = env["utm.campaign"].with_context(active_test=False, tracking_disable=True)
    campaigns = campaigns.search([("is_sector_campaign", "=", True), ("company_id", "=", False)])
    for responsible, same in campaigns.grouped("user_id").items():
        same.with_company(responsible.company_id)._take_agency()


def keep_refusals(env):
    """Carry each no of a known contact into the book of refusals, for its addresses."""
    left = env["hub.consent"].search([("state", "=", "withdrawn")])
    left._keep_refusals(left.browse())


def plan_lost_calls(env):
    """Plan the calls anew that Odoo deleted with the log-in of their caller, and whose waves passed for done.

    They are the former caller's, from whom a director hands them over; where there is none any more, they are of who
    is responsible for the campaign.
    """
    never_made = Domain("call_result", "in", [False, "not_reached"]) & Domain("opted_out_on", "=", False)
    lost = Domain("call_wave_id", "!=", False) & Domain("call_on", "=", False) & never_made
    left = Domain("user_id", "=", False) | Domain("user_id.active", "=", False)
    members = env["hub.campaign.member"].search(lost & left)
    for (wave, caller), same in members.grouped(lambda each: (each.call_wave_id, each.user_id)).items():
        user = caller or wave.campaign_id.user_id
        # A list that uses personal data is told to nobody without the right.
        told = same if may_know(same.with_user(user).env) else same.filtered(lambda each: not each.is_closed_list)
        told._plan_calls(wave, user, today(env))
        told.filtered(lambda each: not each.user_id).with_context(tracking_disable=True).write({"user_id": user.id})
