from odoo import models


class EventRegistration(models.Model):
    """The mails to who has a place of an action wait for the scheduled action of events, which runs at once.

    Core sends them while it registers, and commits after each portion: half of what gives places would be kept, and the
    next transaction would not wait for the other half.

    Core: event/models/event_registration.py, 19.0. Contract: test_core_event_registration.
    """

    _inherit = "event.registration"

    def _update_mail_schedulers(self):
        actions = self.filtered("is_action")
        is_installed = not self.env.context.get("install_mode")
        if is_installed and actions.filtered(lambda each: each.state == "open"):
            self.env.ref("event.event_mail_scheduler")._trigger()
        return super(EventRegistration, self - actions)._update_mail_schedulers()
