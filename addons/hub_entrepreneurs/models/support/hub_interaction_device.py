from odoo import api, models
from odoo.exceptions import UserError

from ...tools.dates import today

# How many names a device keeps: the own portfolio, whom the user spoke to last, what there is to choose from.
_OWN_COMPANIES = 300
_RECENT = 50
_CHOICES = 200
# What a device fills into the dialog by itself, as the server would.
_DEFAULTS = {
    "channel": {},
    "duration": {},
    "programme_id": {"fields": {"display_name": {}}},
    "reportable": {},
    "user_id": {"fields": {"display_name": {}}},
}


class HubInteraction(models.Model):
    """What is logged where there is no connection: a device keeps it, and sends it once there is one again."""

    _inherit = "hub.interaction"

    @api.model
    def get_for_device(self):
        """Return what the dialog needs where there is no connection: names alone, and what is filled in.

        :return: ``{"names": {model: [[id, name], …]}, "defaults": {field: value}}``, the values as of ``onchange``
        """
        self.check_access("create")
        day = today(self.env)
        services = self.env["hub.service"].search([], limit=_CHOICES)
        programmes = self.env["hub.programme"].search([], limit=_CHOICES)
        return {
            "names": {
                "res.partner": [
                    [company.id, ", ".join(filter(None, [company.name, company.commune_id.name]))]
                    for company in self._get_companies_for_device()
                ],
                "hub.service": [[each.id, each.display_name] for each in services],
                "hub.programme": [[each.id, each.display_name] for each in programmes if each._runs_on(day)],
            },
            "defaults": self.onchange({}, [], _DEFAULTS)["value"],
        }

    @api.model
    def _get_companies_for_device(self):
        """Return whom the user may meet where there is no connection, the last ones first."""
        mine = [("user_id", "=", self.env.uid)]
        order = {"order": "date:max desc", "limit": _RECENT}
        recent = self._read_group([*mine, ("partner_id.active", "=", True)], ["partner_id"], ["date:max"], **order)
        partners = self.env["res.partner"]
        own = partners.search(
            [*mine, ("is_company", "=", True)], order="last_interaction_date DESC NULLS LAST, id", limit=_OWN_COMPANIES
        )
        return partners.union(*(partner for partner, _date in recent), own)

    @api.model
    def log_kept(self, user_id, values):
        """Log a conversation that a device has kept, once however often it is sent.

        :param int user_id: who typed it in; somebody else may have logged in on that device meanwhile
        :param dict values: the values of a new form, its key among them
        :return: the id of the conversation; False if it is another user's, for whom it waits
        """
        if user_id != self.env.uid:
            return False
        key = isinstance(values, dict) and values.get("form_key")
        if not key or not isinstance(key, str):
            raise UserError(self.env._("This conversation has no key, and could count twice. Log it again."))
        # As superuser: what was sent before may be a colleague's by now.
        known = self.sudo().search_fetch([("form_key", "=", key), ("create_uid", "=", self.env.uid)], ["id"], limit=1)
        return known.id or self._create_kept({**values, **self._get_whom_now(values.get("partner_id"))}).id

    @api.model
    def _create_kept(self, values):
        """Log a conversation, or ask about its day: no form did, and the clock of the device may be wrong."""
        interaction = self.create(values)
        if question := interaction._ask_about("date"):
            raise UserError(question["warning"]["message"])
        return interaction

    @api.model
    def _get_whom_now(self, partner_id):
        """Return the values that say whom a kept conversation was with, or refuse if nobody knows any more."""
        partner = self.env["res.partner"].browse(partner_id if type(partner_id) is int else ()).exists()
        if not partner:
            raise UserError(
                self.env._(
                    "Company or Starter: it is no longer there, since it was merged with another one or deleted. "
                    "Choose the company that it is now."
                )
            )
        # Meanwhile a starter may have become somebody of a company.
        return {} if partner.commercial_partner_id == partner else self._who(partner)
