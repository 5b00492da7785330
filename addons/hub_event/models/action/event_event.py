from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.hub_entrepreneurs.tools.dates import day_of, zone
from odoo.addons.hub_entrepreneurs.tools.groups import READER


class EventEvent(models.Model):
    """An action of the agency is an event: of which type, where, for whom, and who pays for it."""

    _name = "event.event"
    _inherit = ["event.event", "hub.computed.only.mixin", "hub.owned.mixin"]
    # Whose it is: nobody gives it to clusters or an office whose actions he or she does not run.
    _owner_fields = ("cluster_ids", "office_id")
    _pointing_fields = (
        "action_type_id", "office_id", "sector_ids", "cluster_ids", "programme_id", "action_partner_ids",
        "action_plan_id", "previous_action_id",
    )  # fmt: skip

    action_type_id = fields.Many2one(
        "hub.action.type", "Type of Action", index="btree_not_null", ondelete="restrict", tracking=True, groups=READER
    )
    # Core relates it to the venue: whoever planned a fair abroad before it had one would move the agency's address.
    country_id = fields.Many2one(
        related=None,
        compute="_compute_country_id",
        store=True,
        readonly=False,
        copy=True,
        index="btree_not_null",
        tracking=True,
        help="The country of the venue. Choose it where the venue is not known yet.",
    )
    abroad = fields.Boolean(
        compute="_compute_abroad", store=True, groups=READER, help="It takes place outside the agency's own country."
    )
    office_id = fields.Many2one(
        "hub.foreign.office",
        "Office Abroad",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        groups=READER,
        help="The office that runs it: its head and its staff change the action.",
    )
    sector_ids = fields.Many2many("hub.sector", string="Sectors", groups=READER, help="The sectors that it is for.")
    cluster_ids = fields.Many2many(
        "hub.cluster",
        string="Clusters",
        groups=READER,
        help="The clusters that it belongs to: who manages all of them changes the action.",
    )
    programme_id = fields.Many2one(
        "hub.programme",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        groups=READER,
        help="The budget that pays for it.",
    )
    action_partner_ids = fields.Many2many(
        "res.partner",
        "event_event_action_partner_rel",
        "event_id",
        "partner_id",
        "Partners",
        groups=READER,
        help="Who organises it with the agency, such as other agencies, federations and chambers.",
    )
    can_run = fields.Boolean(compute="_compute_can_run", search="_search_can_run", groups=READER)

    # On purpose not on the venue's country: an action stays where it took place.
    @api.depends("address_id")
    def _compute_country_id(self):
        for event in self:
            event.country_id = event.address_id.country_id

    @api.onchange("country_id")
    def _onchange_country_id(self):
        """Take away a venue in another country: a new action begins with the agency's own address."""
        country = self.country_id
        if country and self.address_id.country_id not in (country, self.env["res.country"]):
            self.address_id = False
            self.country_id = country

    @api.depends("country_id", "company_id")
    def _compute_abroad(self):
        belgium = self.env.ref("base.be")
        for event in self:
            home = event.company_id.country_id or belgium
            event.abroad = bool(event.country_id) and event.country_id != home

    @api.constrains("programme_id", "date_begin")
    def _check_programme(self):
        timezone = zone(self.env)
        for event in self.filtered("programme_id"):
            programme, day = event.programme_id, day_of(event.date_begin, timezone)
            if not programme._runs_on(day):
                raise ValidationError(
                    self.env._(
                        "Programme: %(programme)s does not run on %(day)s, when “%(action)s” begins. Choose a "
                        "programme that runs on that day.",
                        programme=programme.display_name,
                        day=format_date(self.env, day),
                        action=event.name,
                    )
                )

    def copy_data(self, default=None):
        """Let whoever has no role of Hub copy an event as core does: without what only roles read."""
        closed = [name for name, field in self._fields.items() if not self._has_field_access(field, "read")]
        vals_list = super().copy_data({**dict.fromkeys(closed), **(default or {})})
        return [{name: value for name, value in vals.items() if name not in closed} for vals in vals_list]

    def copy_translations(self, new, excluded=()):
        # As superuser: whoever has no role of Hub copies events as well.
        return super(EventEvent, self.sudo()).copy_translations(new.sudo(), excluded)

    def _write_days(self, first, last):
        """Return the days from the first to the last one as the reader writes them; one day once."""
        return " – ".join(format_date(self.env, day) for day in dict.fromkeys((first, last)))

    # Who runs it

    @api.depends("cluster_ids", "office_id", "user_id")
    @api.depends_context("uid")
    def _compute_can_run(self):
        # The rules of its rows ask as superuser what the user may do.
        own = self.sudo(False)._origin._filtered_access("write")
        for event in self:
            event.can_run = event._origin in own

    @api.model
    def _search_can_run(self, operator, value):
        if operator != "in":
            return NotImplemented
        # Of no record: what a search begins with says nothing of what it may find.
        user = self.browse().sudo(False)
        may = user.env["ir.rule"]._compute_domain(self._name, "write") if user.has_access("write") else Domain.FALSE
        return Domain.OR(may if each else ~may for each in value)
