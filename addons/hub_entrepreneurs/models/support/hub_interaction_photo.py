import base64
import binascii

from odoo import Command, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date, human_size
from odoo.tools.mimetypes import guess_mimetype

_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png"}
_MOST_BYTES = 5 * 1024 * 1024


class HubInteraction(models.Model):
    """A photo that goes with a conversation: of a machine, a product, what was drawn on a board."""

    _name = "hub.interaction"
    _inherit = ["hub.interaction", "hub.documented.mixin"]

    photo = fields.Binary(
        compute="_compute_photo",
        inverse="_inverse_photo",
        exportable=False,
        help="Becomes a document of the conversation. The device makes it smaller before it is sent.",
    )

    def _compute_photo(self):
        self.photo = False

    def _inverse_photo(self):
        """Keep the photo as a document of the conversation."""
        for interaction in self.filtered("photo"):
            interaction.attachment_ids = [Command.create(interaction._prepare_photo_values())]

    def _prepare_photo_values(self):
        """Return the values of the document, or refuse what is no photo or too big."""
        try:
            content = base64.b64decode(self.photo, validate=True)
        except (binascii.Error, ValueError):
            content = b""
        extension = _EXTENSIONS.get(guess_mimetype(content))
        if not extension:
            raise ValidationError(self.env._("Photo: this is no photo. Take it as JPEG or PNG."))
        if len(content) > _MOST_BYTES:
            raise ValidationError(
                self.env._("Photo: it has %(size)s, and more than %(most)s are not taken. Take a smaller one.",
                    size=human_size(len(content)), most=human_size(_MOST_BYTES)),
            )  # fmt: skip
        name = self.env._("Photo of %s", format_date(self.env, self.day))
        return {"name": f"{name}.{extension}", "raw": content}
