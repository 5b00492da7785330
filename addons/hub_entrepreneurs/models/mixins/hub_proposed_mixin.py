import json

from odoo import api, fields, models


class HubProposedMixin(models.AbstractModel):
    """Values that are proposed from others, such as a last day from the first: what somebody typed instead, stays.

    A value was typed if it is not what would be proposed. On a form, where nothing is saved yet, ``last_proposals``
    remembers what was proposed before; so it belongs into the form, invisible.
    """

    _name = "hub.proposed.mixin"
    _description = "Proposes Values"

    # By field, the fields that its proposal rests on.
    _proposed = {}

    last_proposals = fields.Char(store=False, readonly=True, exportable=False)

    def _get_proposed(self, name):
        """Return what is proposed for a field of this record."""
        raise NotImplementedError

    def _propose(self, name):
        """Compute a field that is proposed."""
        for record in self:
            proposal = record._get_proposed(name)
            if not record.id and not record._may_propose(name, proposal):
                continue
            record[name] = proposal

    def _may_propose(self, name, proposal):
        """Tell whether a value on a form is the last proposal still, and remember the new one."""
        proposed = json.loads(self.last_proposals or "{}")
        if name in proposed:
            before = proposed[name]
        else:
            before = self._plain(self._origin._get_proposed(name)) if self._origin else None
        follows = self._plain(self[name]) == before
        proposed[name] = self._plain(proposal)
        self.last_proposals = json.dumps(proposed)
        return follows

    @api.model
    def _plain(self, value):
        """Return a value as JSON has it; nothing is nothing, whatever a field calls it."""
        return str(value) if value else None

    def write(self, vals):
        kept = {}
        for name, causes in self._proposed.items():
            if name in vals or vals.keys().isdisjoint(causes):
                continue
            for record in self:
                if record[name] != record._get_proposed(name):
                    kept.setdefault(record, {})[name] = record[name]
        if not kept:
            return super().write(vals)
        for values, records in self.grouped(lambda record: tuple(kept.get(record, {}).items())).items():
            super(HubProposedMixin, records).write({**vals, **dict(values)})
        return True
