from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, today, zone

from ...domain import funnel

RESPONSE_SELECTION = [
    ("reply", "Reply"),
    ("click", "Click"),
    ("call", "Call"),
    ("registration", "Registration"),
    ("other", "Other"),
]
# The earliest day counts of what two rows of one company say.
_DAYS = (*funnel.STEP_DAYS.values(), "opted_out_on")


class HubCampaignMember(models.Model):
    """A company in the frozen audience of a campaign, who is addressed there, and how far it has come.

    Each step is a day, so that the funnel is cumulative. A company is once in a campaign, and so is an address when the
    audience is frozen.
    """

    _name = "hub.campaign.member"
    _description = "Campaign Member"
    _inherit = [
        "hub.computed.only.mixin", "hub.frozen.place.mixin", "hub.merge.mixin",
        "mail.thread.blacklist", "mail.activity.mixin",
    ]  # fmt: skip
    _order = "id desc"
    _rec_names_search = ["partner_id", "contact_id", "email_normalized"]
    _mailing_enabled = True
    _owner_fields = ("partner_id", "campaign_id")
    # Whoever makes a member says of which campaign.
    _typeable = frozenset({"campaign_id"})

    campaign_id = fields.Many2one("utm.campaign", required=True, readonly=True, index=True, ondelete="cascade")
    contact_id = fields.Many2one(
        "res.partner",
        "Addressee",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        ondelete="restrict",
        help="The person who is written to or called, or the company with its general address.",
    )
    email = fields.Char(
        compute="_compute_email",
        store=True,
        help="The address for mailings: none if it is known from the enterprise register alone.",
    )
    # Stored by the mixin; here with an index, because whoever says no says it for an address.
    email_normalized = fields.Char(index="btree_not_null")
    phone = fields.Char(related="contact_id.phone")
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language",
        compute="_compute_lang",
        store=True,
        readonly=False,
        precompute=True,
        help="The language in which the addressee is written to.",
    )
    commune_id = fields.Many2one(
        help="The commune of the company when the audience was frozen. A later move does not change it."
    )
    sector_ids = fields.Many2many(related="partner_id.sector_ids", string="Sectors")
    user_id = fields.Many2one(
        "res.users",
        "Caller",
        index="btree_not_null",
        tracking=True,
        ondelete="set null",
        domain=[("share", "=", False)],
        help="The account manager who calls the company.",
    )
    wave_ids = fields.Many2many(
        "hub.campaign.wave",
        "hub_campaign_member_wave_rel",
        "member_id",
        "wave_id",
        "Waves",
        readonly=True,
        copy=False,
        help="The waves in which the addressee was written to, or put on the list of calls.",
    )
    responded_wave_ids = fields.Many2many(
        "hub.campaign.wave",
        "hub_campaign_member_responded_wave_rel",
        "member_id",
        "wave_id",
        "Responded to",
        readonly=True,
        copy=False,
    )
    response = fields.Selection(RESPONSE_SELECTION, readonly=True, copy=False, help="How the company responded first.")
    lead_id = fields.Many2one("crm.lead", index="btree_not_null", ondelete="set null", copy=False)

    contacted_on = fields.Date(index="btree_not_null", copy=False)
    responded_on = fields.Date(index="btree_not_null", copy=False)
    lead_on = fields.Date(compute="_compute_lead_on", store=True, readonly=False, index="btree_not_null", copy=False)
    won_on = fields.Date(compute="_compute_won_on", store=True, readonly=False, index="btree_not_null", copy=False)
    outcome_on = fields.Date(
        compute="_compute_outcome_on",
        store=True,
        readonly=False,
        index="btree_not_null",
        copy=False,
        help="The day of the first outcome that names the lead.",
    )
    opted_out_on = fields.Date(index="btree_not_null", copy=False)
    state = fields.Selection(
        [
            ("targeted", "Targeted"),
            ("contacted", "Contacted"),
            ("responded", "Responded"),
            ("lead", "Lead"),
            ("won", "Won"),
            ("opted_out", "Opted Out"),
        ],
        compute="_compute_state",
        store=True,
        group_expand=True,
    )

    _campaign_partner_uniq = models.UniqueIndex(
        "(campaign_id, partner_id)",
        "This company is in the campaign already, and counts once there. Open the existing member instead.",
    )

    @api.depends("partner_id", "campaign_id")
    def _compute_display_name(self):
        for member in self:
            names = [member.partner_id.display_name, member.campaign_id._get_name_to_tell()]
            member.display_name = " – ".join(filter(None, names))

    @api.depends("partner_id")
    def _compute_contact_id(self):
        for member in self:
            member.contact_id = member.contact_id or member.partner_id

    @api.depends("contact_id.email", "contact_id.email_source")
    def _compute_email(self):
        for member in self:
            member.email = member.contact_id._get_mailable_email()

    @api.depends("contact_id")
    def _compute_lang(self):
        installed = dict(self.env["res.lang"].get_installed())
        for member in self:
            known = (member.lang, member.contact_id.lang, member.partner_id.lang)
            member.lang = next((lang for lang in known if lang in installed), self._get_default_lang())

    @api.model
    def _get_lang_sql(self):
        """Return the expression for the same in a query in which ``person`` is addressed for ``company``."""
        installed = tuple(code for code, _name in self.env["res.lang"].get_installed())
        return SQL(
            """CASE WHEN person.lang IN %(installed)s THEN person.lang
                    WHEN company.lang IN %(installed)s THEN company.lang ELSE %(default)s END""",
            installed=installed,
            default=self._get_default_lang(),
        )

    @api.model
    def _get_default_lang(self):
        """Return the language for those whose own nobody knows: that of the agency."""
        return self.env.company.partner_id.lang or self.env.lang or "en_US"

    # By a field of the lead: Odoo computes it anew once the lead is deleted, too.
    @api.depends("lead_id.create_date")
    def _compute_lead_on(self):
        for member in self:
            member.lead_on = member.lead_id and (member.lead_on or today(self.env))

    @api.depends("lead_id.won_status", "lead_id.date_closed")
    def _compute_won_on(self):
        timezone = zone(self.env)
        for member in self:
            closed = member.lead_id.date_closed or fields.Datetime.now()
            member.won_on = member.lead_id.won_status == "won" and day_of(closed, timezone)

    @api.depends("lead_id.outcome_ids.active", "lead_id.outcome_ids.date")
    def _compute_outcome_on(self):
        for member in self:
            member.outcome_on = min(member.lead_id.outcome_ids.filtered("active").mapped("date"), default=False)

    @api.depends("contacted_on", "responded_on", "lead_on", "won_on", "opted_out_on")
    def _compute_state(self):
        for member in self:
            states = ("opted_out", "won", "lead", "responded", "contacted")
            member.state = next((state for state in states if member[f"{state}_on"]), "targeted")

    # What moves a member on

    def _note_contact(self, wave=None):
        """Remember that these members were written to or called, in this wave if one is given."""
        self.filtered(lambda member: not member.contacted_on).write({"contacted_on": today(self.env)})
        self._link_wave("wave_ids", wave)

    def _note_response(self, response, wave=None):
        """Remember that these members responded, in which way first, and to which wave.

        :param str response: a value of ``response``
        """
        self._note_contact(wave)
        fresh = self.filtered(lambda member: not member.responded_on)
        # As superuser: how a company responded is noted, not typed in.
        fresh.sudo().write({"responded_on": today(self.env), "response": response})
        self._link_wave("responded_wave_ids", wave)

    def _link_wave(self, name, wave):
        if wave:
            # As superuser: in which waves a member was is noted, not typed in.
            self.filtered(lambda member: wave not in member[name]).sudo().write({name: [fields.Command.link(wave.id)]})

    def action_mark_contacted(self):
        """Remember that these members were contacted otherwise than from here."""
        self.check_access("write")
        self._note_contact()

    def action_mark_responded(self):
        """Remember that these members responded, in the way that the context says."""
        self.check_access("write")
        self._note_response(self.env.context.get("response") or "other")

    @api.model
    def _domain_open(self):
        """Return the domain of the members that may still be written to or called."""
        return Domain("opted_out_on", "=", False)

    @api.model
    def _get_known_sql(self, campaign, field, value):
        """Return the condition that a value in a query is that of a member of a campaign."""
        return SQL(
            "COALESCE(%(value)s IN (SELECT %(field)s FROM hub_campaign_member WHERE campaign_id = %(campaign)s "
            "AND %(field)s IS NOT NULL), FALSE)",
            value=value,
            field=SQL.identifier(field),
            campaign=campaign.id,
        )

    # How far members have come, cumulatively

    @api.model
    def _domain_reached(self, step):
        """Return the domain of the members that took a step, or one behind it.

        :param str step: one of :data:`funnel.STEPS`
        """
        days = funnel.days_of(step)
        return Domain.OR(Domain(day, "!=", False) for day in days) if days else Domain.TRUE

    # Merging contacts: a company that becomes one with another is still once in each campaign

    @api.model
    def _unite_rows(self, sources, destination):
        rows = self.search([("partner_id", "in", (sources + destination).ids)])
        for same in rows.grouped("campaign_id").values():
            if len(same) > 1:
                same._unite(destination)

    def _unite(self, destination):
        """Make one row of these rows of one campaign: the destination's own, else the one that went furthest."""
        kept = self.sorted(lambda row: (row.partner_id == destination, bool(row.lead_id)), reverse=True)[:1]
        values = {name: min(filter(None, self.mapped(name)), default=False) for name in _DAYS}
        values["lead_id"] = (kept.lead_id or self.lead_id[:1]).id
        values["wave_ids"] = self.wave_ids.ids
        values["doubtful_on"] = max(filter(None, self.mapped("doubtful_on")), default=False)
        values["responded_wave_ids"] = self.responded_wave_ids.ids
        (self - kept)._hand_mails_over(kept)
        (self - kept).unlink()
        kept.write(values)
