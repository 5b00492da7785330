from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, format_date, format_datetime, format_time
from odoo.tools.date_utils import float_to_time

from odoo.addons.hub_entrepreneurs.tools.groups import READER

from ...tools.quiet import TO_CHOOSE

CHANNELS = [("office", "At the Office"), ("visit", "Visit"), ("video", "By Video")]
# What of other models decides on whether an hour is free.
_READ = {
    "event.slot": ["date", "start_datetime", "user_id", "event_id"],
    "event.event": ["active", "kanban_state", "seats_limited", "seats_max", "seats_held_back"],
    "event.registration": ["active", "event_slot_id", "state", "place_state"],
    "hub.stand.in": ["user_id", "date_start", "date_end"],
    "res.users": ["active"],
}


class EventSlot(models.Model):
    """An hour of consultation: whose it is, where, and whether it is free.

    1. The database refuses two hours of an adviser at the same time, of whatever action.
    2. It is **free** while it is still to come, has a place left, its action takes place, and its adviser works for the
       agency and is not away on that day. Nothing else can be booked, by whatever way.
    3. It is booked by phone (``hub.slot.booking``) or by a link (``hub.slot.invitation``). Each booking changes the row
       of the hour: of two at once, the database refuses the second one, which Odoo then starts again.
    4. Who was there has spoken with the agency: the attendance becomes the conversation, with the adviser.
    """

    _name = "event.slot"
    _inherit = ["event.slot", "hub.computed.only.mixin", "hub.owned.mixin"]
    _owner_fields = ("event_id",)
    _pointing_fields = ("commune_id",)
    # The next one first, of whatever action.
    _order = "start_datetime, end_datetime, id"

    has_hours = fields.Boolean(related="event_id.has_hours", groups=READER)
    user_id = fields.Many2one(
        "res.users",
        "Adviser",
        index="btree_not_null",
        ondelete="restrict",
        domain=[("share", "=", False)],
        groups=READER,
    )
    channel = fields.Selection(CHANNELS, required=True, default="office", groups=READER)
    place = fields.Char(groups=READER, help="Where the company comes to, or is visited.")
    video_link = fields.Char(groups=READER, help="Where both meet on the screen.")
    commune_id = fields.Many2one("hub.commune", index="btree_not_null", ondelete="restrict", groups=READER)
    office_id = fields.Many2one(
        related="event_id.office_id", store=True, index="btree_not_null", groups=READER, string="Office Abroad"
    )
    is_free = fields.Boolean("Free", compute="_compute_is_free", search="_search_is_free", groups=READER)
    is_over = fields.Boolean("Over", compute="_compute_is_over", search="_search_is_over")
    booking_id = fields.Many2one("event.registration", "Appointment", compute="_compute_booking_id", groups=READER)
    booked_for = fields.Char(compute="_compute_booking_id", groups=READER)
    reminder = fields.Char(compute="_compute_reminder", groups=READER)
    standing = fields.Selection(
        [
            ("free", "Free"),
            ("booked", "Booked"),
            ("came", "Was There"),
            ("missed", "Did Not Come"),
            ("closed", "Not to Be Booked"),
        ],
        compute="_compute_standing",
        groups=READER,
    )

    _adviser_once = models.Constraint(
        "EXCLUDE USING gist (int4range(user_id, user_id, '[]') WITH =, tsrange(start_datetime, end_datetime) WITH &&) "
        "WHERE (user_id IS NOT NULL AND start_datetime < end_datetime)",
        "Adviser: there is an hour of this adviser at that time already. Choose another time, or another adviser.",
    )

    @api.depends(
        "start_datetime", "user_id.active", "registration_ids.state", "registration_ids.active", "event_id.seats_max",
        "event_id.kanban_state",
    )  # fmt: skip
    def _compute_is_free(self):
        free = self.search([("id", "in", self._origin.ids), ("is_free", "=", True)])
        for slot in self:
            slot.is_free = slot._origin in free

    @api.model
    def _search_is_free(self, operator, value):
        if operator != "in":
            return NotImplemented
        for model, names in _READ.items():
            self.env[model].flush_model(names)
        free = Domain.custom(to_sql=self._is_free_sql)
        return Domain.OR(free if each else ~free for each in value)

    @api.model
    def _is_free_sql(self, _model, alias, _query):
        """Return the SQL condition that an hour can be booked, whoever asks."""
        return SQL(
            """(%(slot)s.start_datetime > %(now)s AND EXISTS (
                   SELECT FROM event_event AS event
                    WHERE event.id = %(slot)s.event_id AND event.active
                      AND event.kanban_state IS DISTINCT FROM 'cancel'
                      AND (NOT COALESCE(event.seats_limited, FALSE) OR COALESCE(event.seats_max, 0) = 0
                           OR event.seats_max - COALESCE(event.seats_held_back, 0) > (
                                  SELECT COUNT(*) FROM event_registration AS booked
                                   WHERE booked.event_slot_id = %(slot)s.id AND booked.active
                                     AND (booked.state IN ('open', 'done') OR booked.place_state = 'offered'))))
               AND (%(slot)s.user_id IS NULL OR EXISTS (
                   SELECT FROM res_users AS adviser WHERE adviser.id = %(slot)s.user_id AND adviser.active))
               AND NOT EXISTS (
                   SELECT FROM hub_stand_in AS away
                    WHERE away.user_id = %(slot)s.user_id
                      AND %(slot)s.date BETWEEN away.date_start AND away.date_end))""",
            slot=SQL.identifier(alias),
            now=fields.Datetime.now(),
        )

    @api.constrains("user_id")
    def _check_user(self):
        for slot in self.filtered("user_id.share"):
            raise ValidationError(
                self.env._("Adviser: %s does not work for the agency. Choose a colleague.", slot.user_id.name)
            )

    @api.constrains("video_link")
    def _check_video_link(self):
        """Refuse what is no address: it is a link on a page that everybody with the link opens."""
        for slot in self.filtered("video_link"):
            address = urlsplit(slot.video_link)
            if address.scheme not in ("http", "https") or not address.netloc:
                raise ValidationError(
                    self.env._("Video Link: enter a whole address, such as https://example.com/room.")
                )

    @api.depends("end_datetime")
    def _compute_is_over(self):
        now = fields.Datetime.now()
        for slot in self:
            slot.is_over = bool(slot.end_datetime) and slot.end_datetime <= now

    @api.model
    def _search_is_over(self, operator, value):
        if operator != "in":
            return NotImplemented
        over = Domain("end_datetime", "<=", fields.Datetime.now())
        return Domain.OR(over if each else ~over for each in value)

    @api.depends("registration_ids.state", "registration_ids.active", "registration_ids.subject")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_booking_id(self):
        booked = self.registration_ids.filtered(lambda each: each.active and each.state in ("open", "done"))
        by_slot = booked.grouped("event_slot_id")
        for slot in self:
            bookings = by_slot.get(slot._origin, booked.browse())
            slot.booking_id = bookings[:1]
            slot.booked_for = ", ".join(each._get_words_of_hour() for each in bookings)

    @api.depends("start_datetime", "registration_ids.state", "registration_ids.active")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_reminder(self):
        for slot in self:
            slot.reminder = slot.booking_id.reminder

    @api.depends("is_free", "is_over", "registration_ids.state", "registration_ids.active")
    def _compute_standing(self):
        for slot in self:
            booked = "came" if slot.booking_id.state == "done" else "missed" if slot.is_over else "booked"
            slot.standing = booked if slot.booking_id else "free" if slot.is_free else "closed"

    @api.depends("user_id", "channel")
    @api.depends_context(TO_CHOOSE)
    def _compute_display_name(self):
        super()._compute_display_name()
        if self.env.context.get(TO_CHOOSE):
            channels = dict(self._fields["channel"]._description_selection(self.env))
            for slot in self.filtered("has_hours"):
                day = format_date(self.env, slot.date, date_format="EEE d MMM")
                begin, end = (
                    format_time(self.env, float_to_time(hour), time_format="short")
                    for hour in (slot.start_hour, slot.end_hour)
                )
                named = (f"{day}, {begin} – {end}", slot.user_id.name, channels[slot.channel])
                slot.display_name = " · ".join(filter(None, named))

    @api.model
    def _get_next_free(self, adviser):
        """Return the next hour that is free: of an adviser, or else of anybody."""
        free = Domain("is_free", "=", True) & Domain("has_hours", "=", True)
        own = self.search(free & Domain("user_id", "=", adviser.id), limit=1) if adviser else self
        return own or self.search(free, limit=1)

    def _get_moment(self):
        """Return day and hour as the reader writes them, on the clock of the place."""
        return format_datetime(self.env, self.start_datetime, tz=self.date_tz, dt_format="short")
