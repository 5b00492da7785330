from collections import defaultdict

from odoo import Command, api, models


class HubPointingMixin(models.AbstractModel):
    """A row names only records that its author may read.

    Core asks whether somebody may read a record when it is read, not when a row is pointed to it; and what is computed
    from it, or a constraint's sentence, would tell of it. So this is asked before anything is saved.
    """

    _name = "hub.pointing.mixin"
    _description = "Points to What One May Read"

    _pointing_fields = None
    """The fields that are looked at; all that name records, unless a model of Odoo's has its own ways with some."""

    @api.model_create_multi
    def create(self, vals_list):
        defaults = {
            key.removeprefix("default_"): value for key, value in self.env.context.items() if key.startswith("default_")
        }
        self._check_pointed_to([{**defaults, **vals} for vals in vals_list])
        return super().create(vals_list)

    def write(self, vals):
        self._check_pointed_to([vals])
        return super().write(vals)

    @api.model
    def _check_pointed_to(self, vals_list):
        """Refuse values that name a record that the user may not read."""
        if self.env.su:
            return
        named = defaultdict(set)
        for vals in vals_list:
            for name in vals.keys() & self._fields.keys() if self._pointing_fields is None else self._pointing_fields:
                if vals.get(name) and self._fields[name].type in ("many2one", "many2many"):
                    named[self._fields[name].comodel_name].update(self._get_named_ids(vals[name]))
        for model, ids in named.items():
            self.env[model].browse(ids).check_access("read")

    @api.model
    def _get_named_ids(self, value):
        """Return the ids in a value that is about to be written: an id, ids, commands or records."""
        ids = []
        for each in value if isinstance(value, (list, tuple, models.BaseModel)) else [value]:
            match each:
                case (Command.LINK, id_, *_):
                    ids.append(id_)
                case (Command.SET, _, [*some]):
                    ids.extend(some)
                case models.BaseModel():
                    ids.extend(each.ids)
                case _:
                    ids.append(each)
        # Whatever else somebody sends is refused by the field.
        return [id_ for id_ in ids if type(id_) is int]
