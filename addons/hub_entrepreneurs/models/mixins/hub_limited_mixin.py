from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ...domain.limits import DayLimit, Verdict
from ...tools.dates import day_of, today, zone


class HubLimitedMixin(models.AbstractModel):
    """Values that can't be are refused, over every way in; those that rarely are, are asked about in the form.

    A model names its limits in :attr:`_limits`, and asks in an onchange of each of these fields.
    """

    _name = "hub.limited.mixin"
    _description = "Values within Limits"

    # By field, its Limit or DayLimit.
    _limits = {}

    @api.model
    def _get_limit_sentences(self):
        """Return sentences that say more than that a value can't be, by field."""
        return {}

    def _get_limit(self, name):
        """Return the limit of a field of this record."""
        return self._limits[name]

    def _judge(self, name):
        value, limit = self[name], self._get_limit(name)
        if not value:
            return Verdict.FINE
        if isinstance(limit, DayLimit):
            day = day_of(value, zone(self.env)) if self._fields[name].type == "datetime" else value
            return limit.judge(day, today(self.env))
        return limit.judge(value)

    @api.constrains(lambda self: tuple(self._limits))
    def _check_limits(self):
        for record in self:
            for name in self._limits:
                if record._judge(name) is Verdict.IMPOSSIBLE:
                    raise ValidationError(record._get_limit_sentence(name))

    def _get_limit_sentence(self, name):
        sentence = self._get_limit_sentences().get(name)
        return sentence or self.env._(
            "%(field)s: %(value)s can't be right. Correct it.", field=self._get_label(name), value=self._in_words(name)
        )

    def _ask_about(self, name):
        """Return the question about a value that was just typed in, if it is unusual; for an onchange."""
        match self._judge(name):
            case Verdict.IMPOSSIBLE:
                message = self._get_limit_sentence(name)
            case Verdict.UNUSUAL:
                message = self.env._(
                    "%(field)s: %(value)s is unusual. Correct it, or go on if it is right.",
                    field=self._get_label(name),
                    value=self._in_words(name),
                )
            case _:
                return None
        return {"warning": {"title": self.env._("Is This Right?"), "message": message}}

    @api.model
    def _get_label(self, name):
        return self._fields[name]._description_string(self.env)

    def _in_words(self, name):
        value = self[name]
        if self._fields[name].type in ("date", "datetime"):
            return format_date(self.env, day_of(value, zone(self.env)) if hasattr(value, "hour") else value)
        return self.env["ir.qweb.field.float"].value_to_html(value, {"precision": 2 if value % 1 else 0})
