from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import email_split
from odoo.tools.mail import single_email_re

from ...tools.groups import READER


class HubReachableMixin(models.AbstractModel):
    """What somebody types as an email address has one in it, and a phone number has digits.

    Only for who works with Hub, and only what is typed anew: what comes by mail, from a website or from the years
    before is as it is.
    """

    _name = "hub.reachable.mixin"
    _description = "Has an Address"

    _email_fields = ("email",)
    _phone_fields = ("phone",)

    @api.model_create_multi
    def create(self, vals_list):
        self._check_reachable(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_reachable([vals])
        return super().write(vals)

    @api.model
    def _check_reachable(self, vals_list):
        if self.env.su or not self.env.user.has_group(READER):
            return
        for vals in vals_list:
            for name in self._email_fields:
                if (typed := vals.get(name)) and not self._has_address(str(typed)):
                    raise ValidationError(
                        self.env._(
                            "%(field)s: “%(typed)s” is no email address. Enter one such as name@example.com, or leave "
                            "it empty.",
                            field=self._fields[name]._description_string(self.env),
                            typed=typed,
                        )
                    )
            for name in self._phone_fields:
                if (typed := vals.get(name)) and not any(sign.isdigit() for sign in str(typed)):
                    raise ValidationError(
                        self.env._(
                            "%(field)s: “%(typed)s” is no phone number. Enter its digits, or leave it empty.",
                            field=self._fields[name]._description_string(self.env),
                            typed=typed,
                        )
                    )

    @api.model
    def _has_address(self, text):
        # Most are one address as it should be, and taking a text to pieces costs as much as all else here.
        return single_email_re.match(text) or any("@" in found for found in email_split(text))
