from odoo import models

# A call or meeting about something does not say that it is done.
_TALKS = ("phonecall", "meeting")


class MailActivity(models.Model):
    """An activity that is done asks whether what it reminded of is done as well."""

    _inherit = "mail.activity"

    def action_done(self):
        """Besides, open what asks about the document."""
        result = super().action_done()
        return (len(self) == 1 and self.action_ask_about_document()) or result

    def action_ask_about_document(self):
        """Return the action that asks what became of the document, or False if there is nothing to ask."""
        self.ensure_one()
        model = self.env.get(self.res_model or "")
        if model is None or self.activity_type_id.category in _TALKS or not hasattr(model, "_action_once_reminded"):
            return False
        document = model.browse(self.res_id).exists()._filtered_access("write")
        return document._action_once_reminded(self) if document else False
