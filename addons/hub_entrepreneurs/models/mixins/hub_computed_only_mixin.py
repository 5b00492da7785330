from odoo import api, models, tools
from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS


class HubComputedOnlyMixin(models.AbstractModel):
    """Values that follow from others are computed, and nobody types them in; nor what Hub itself notes down.

    That a field is read-only holds in the web client alone. Here ``create`` and ``write`` refuse such a value, and so
    do imports and defaults of the context; only Odoo itself writes it: a computation, loaded data, a button as
    superuser. A model names what it has a sentence for in :meth:`_computed_only`. Any other field that Hub adds is
    refused by its label if it is stored and read-only (computed, related, or noted), unless :attr:`_typeable` names it.
    """

    _name = "hub.computed.only.mixin"
    _description = "Computed, Not Typed"

    _computed_only_by_default = True
    """Whether fields without a sentence of their own are refused as well: a model opts out of that with False."""

    _typeable = frozenset()
    """The fields that are not refused all the same: the model says itself what typing one of them in means."""

    @api.model
    def _computed_only(self):
        """Return the fields that nobody types in, each with the function that returns the sentence to refuse."""
        return {}

    @api.model_create_multi
    def create(self, vals_list):
        defaults = {name.removeprefix("default_") for name in self.env.context if name.startswith("default_")}
        self._refuse_typed((defaults - self._ignored_defaults()).union(*vals_list), "create")
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_typed(vals, "write")
        return super().write(vals)

    @api.model
    def default_get(self, fields):
        """Take no default of the context for what follows from others: it is meant for another model."""
        defaults = {key for key in self.env.context if key.startswith("default_")}
        if defaults and not self.env.su:
            defaults &= {f"default_{name}" for name in self._ignored_defaults()}
            kept = {key: value for key, value in self.env.context.items() if key not in defaults}
            self = self.with_context(kept)  # noqa: PLW0642  # pylint: disable=context-overridden
        return super().default_get(fields)

    def _refuse_typed(self, names, operation):
        """Refuse the fields among some names that nobody types in; a computation writes without passing here."""
        if self.env.su:
            return
        sentences = self._computed_only()
        refused = [name for name in sentences if name in names] or self._following_fields().intersection(names)
        if not refused:
            return
        # Whoever may not write at all is told that.
        self.check_access(operation)
        name = min(refused)
        raise UserError(sentences[name]() if name in sentences else self._get_typed_message(name))

    @api.model
    def _get_typed_message(self, name):
        label = self._fields[name]._description_string(self.env)
        if self._fields[name].compute:
            return self.env._(
                "%(field)s: this value is computed from others and can't be typed in. Leave it out.", field=label
            )
        return self.env._(
            "%(field)s: Hub notes this value by itself, and it can't be typed in. Leave it out.", field=label
        )

    @api.model
    @tools.ormcache()
    def _ignored_defaults(self):
        """Return the fields whose names other models share, such as ``company_id`` and ``state``.

        What they have no default of their own for, and say nothing special about, comes from this model's own context.
        """
        return self._following_fields().union(
            name for name in self._computed_only() if self._fields[name].related or self._fields[name].default
        )

    @api.model
    @tools.ormcache()
    def _following_fields(self):
        """Return the fields that are refused without a sentence of their own."""
        if not self._computed_only_by_default:
            return frozenset()
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.store and field.readonly and not field.inverse and field.type != "one2many"
            if name not in MAGIC_COLUMNS and any(module.startswith("hub_") for module in field._modules)
        ).difference(self._typeable, self._computed_only())
