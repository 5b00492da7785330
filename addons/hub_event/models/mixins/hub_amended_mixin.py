from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR, READER

from ...tools.quiet import AMENDMENT_REASON

_REASON = "amendment_reason"


class Standing(NamedTuple):
    """What an approved plan says of something, in the words of who asks, and what that is called."""

    plan: object
    said: str
    title: str

    def is_as(self, other):
        """Tell whether the same plan says the same; what it is called is no matter of the plan."""
        return bool(other) and self[:2] == other[:2]


class HubAmendedMixin(models.AbstractModel):
    """A row of which an approved plan says something: that changes by an amendment, and a director says why.

    1. A model returns what approved plans say of its rows, from values that it names in :attr:`_amended_fields`.
    2. Whatever is said otherwise after a change is an amendment, with the words of before and of after.
    3. The reason comes with the values. What is written along with a row, such as the targets of a plan, has that one.
    """

    _name = "hub.amended.mixin"
    _description = "Changed by Amendment"

    _amended_fields = frozenset()
    # What a change is called where the plan speaks of the row before and after.
    _amended_kind = "changed"

    amendment_reason = fields.Char(
        "Reason of the Amendment",
        store=False,
        groups=READER,
        help="Why an approved plan changes. It is kept with the amendment.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        reasons = [self._get_reason(vals) for vals in vals_list]
        rows = super().create([self._without_reason(vals) for vals in vals_list])
        for row, reason in zip(rows, reasons, strict=True):
            row._amend({}, row._get_standings(), reason)
        return rows

    def write(self, vals):
        reason = self._get_reason(vals)
        before = {} if self._amended_fields.isdisjoint(vals) else self._get_standings()
        rows = self.with_context(**{AMENDMENT_REASON: reason}) if reason else self
        result = super(HubAmendedMixin, rows).write(self._without_reason(vals))
        if not self._amended_fields.isdisjoint(vals):
            self._amend(before, self._get_standings(), reason)
        return result

    def unlink(self):
        before = self._get_standings()
        result = super().unlink()
        self._amend(before, {}, self._get_reason({}))
        return result

    @api.model
    def _get_reason(self, vals):
        """Return why an approved plan changes, or nothing; blanks are no reason."""
        return str(vals.get(_REASON) or self.env.context.get(AMENDMENT_REASON) or "").strip()

    @api.model
    def _without_reason(self, vals):
        return {name: value for name, value in vals.items() if name != _REASON}

    def _get_standings(self):
        """Return what approved plans say of these rows, by row and by what of it (see the field ``about``).

        :rtype: dict[tuple[record, str], Standing]
        """
        raise NotImplementedError

    def _prepare_amendment_values(self, about):
        """Return the values of an amendment that say what it is about."""
        return {"about": about}

    def _amend(self, before, after, reason):
        """Note what changed in approved plans, or refuse it.

        :param dict before: what the plans said of these rows
        :param dict after: what they say now
        :param str reason: why it changed, or nothing
        """
        amendments = []
        for key in {**before, **after}:
            old, new = before.get(key), after.get(key)
            if old and old.is_as(new):
                continue
            if not self.env.su:
                self._check_may_amend(new or old, reason)
            gone = old and (not new or new.plan != old.plan)
            come = new and (not old or new.plan != old.plan)
            steps = [("dropped", old, None)] * bool(gone) + [("added", None, new)] * bool(come)
            row, about = key
            amendments += [
                {
                    **row._prepare_amendment_values(about),
                    "plan_id": (becomes or was).plan.id,
                    "kind": kind,
                    "before": was and was.said,
                    "after": becomes and becomes.said,
                    "reason": reason,
                    "user_id": self.env.uid,
                }
                for kind, was, becomes in steps or [(self._amended_kind, old, new)]
            ]
        # As superuser: nobody writes an amendment directly. What Odoo itself does without a reason is none.
        kept = self.env["hub.action.plan.amendment"].sudo().create([each for each in amendments if each["reason"]])
        kept._explain_changes()

    def _check_may_amend(self, standing, reason):
        """Refuse that an approved plan changes by somebody else than a director, or without a reason."""
        if not self.env.user.has_group(DIRECTOR):
            raise UserError(self._get_sentence_for_others(standing))
        if not reason:
            raise UserError(
                self.env._(
                    "Reason of the Amendment: say why “%(what)s” changes, because %(plan)s is approved.",
                    plan=standing.plan.display_name,
                    what=standing.title,
                )
            )

    def _get_sentence_for_others(self, standing):
        """Return the sentence that says to whoever is no director why this does not change."""
        return self.env._(
            "%(plan)s is approved: only a director changes what it says of “%(what)s”. Ask one.",
            plan=standing.plan.display_name,
            what=standing.title,
        )
