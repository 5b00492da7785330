from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import ValidationError

from ...tools.stored_domains import parse_loosely, walked_fields


class HubStoredDomainMixin(models.AbstractModel):
    """A record with filters that somebody wrote: none looks at a field that its author may not read.

    That is said on saving, over every way in and also where the code writes as superuser on behalf of a user.
    """

    _name = "hub.stored.domain.mixin"
    _description = "Stored Filter"

    _stored_domains = ()
    """The fields with the filters."""

    _domain_triggers = ()
    """What else decides on the filters: a model, a favourite that is taken over."""

    def _get_domain_model(self, name):
        """Return the name of the model that the filter in a field is on."""
        raise NotImplementedError

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._check_stored_domains()
        return records

    def write(self, vals):
        result = super().write(vals)
        if self._decides_on_domains(vals):
            self._check_stored_domains()
        return result

    @api.model
    def _decides_on_domains(self, names):
        return not {*self._stored_domains, *self._domain_triggers}.isdisjoint(names)

    def _check_stored_domains(self):
        """Refuse a filter that looks at what this user may not read. Odoo itself may."""
        if self.env.uid == SUPERUSER_ID:
            return
        # As superuser: whoever writes a filter is asked for the own rights below, in whatever way it is written.
        for record in self.sudo():
            for name in self._stored_domains:
                if closed := record._get_closed_field(name):
                    raise ValidationError(
                        self.env._(
                            "%(label)s: the filter looks at “%(field)s”, which you may not read. Remove that "
                            "condition, or ask somebody who may.",
                            label=self._fields[name]._description_string(self.env),
                            field=closed._description_string(self.env),
                        )
                    )

    def _get_closed_field(self, name):
        """Return the first field that a filter looks at and that this user may not read, or None."""
        model = self.env.get(self._get_domain_model(name) or "")
        if model is None:
            return None
        try:
            domain = parse_loosely(self[name])
        except (ValueError, SyntaxError, TypeError):
            # What is no domain finds nothing; each model says it in words of its own.
            return None
        model = model.with_user(self.env.user)
        return next(
            (
                field
                for field in walked_fields(domain, model)
                if not model.env[field.model_name]._has_field_access(field, "read")
            ),
            None,
        )
