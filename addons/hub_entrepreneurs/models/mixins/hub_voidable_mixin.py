from datetime import timedelta

from lxml import etree

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.actions import open_window
from ...tools.dates import today

_ACTIVE = "active"
_NOTED = ("voided_on", "voided_by_id", "void_reason")
# How long whoever entered a row may take it back.
TAKE_BACK = timedelta(days=1)


class HubVoidableMixin(models.AbstractModel):
    """A row that tells what happened: typed wrong, it is taken back within a day, and voided with a reason afterwards.

    Its author deletes a row within a day, if nothing rests on it. Any other one is voided by whoever may change it:
    it stays, says by whom and why, and counts nowhere. It is found only by who asks for it: a search that names
    ``active``, whatever the context says (see models/core/hub_voidable_mixin.py); so each counter, report, export and
    computed value leaves it out without knowing of it. A voided row is changed no more until it is restored.
    """

    _name = "hub.voidable.mixin"
    _description = "Voided, Not Deleted"
    _inherit = ["hub.kept.mixin", "hub.computed.only.mixin"]

    # What goes along with a row that is taken back, and is no reason to keep it.
    _own_rows = frozenset()

    active = fields.Boolean("Counts", default=True, readonly=True, copy=False, help="A voided row does not count.")
    voided_on = fields.Date(readonly=True, copy=False)
    voided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    void_reason = fields.Char("Voided Because", readonly=True, copy=False)

    @api.model
    def _computed_only(self):
        def refusal():
            return self.env._("Use Void in the menu Actions, and say why; Restore takes it back.")

        return {**super()._computed_only(), **dict.fromkeys((_ACTIVE, *_NOTED), refusal)}

    def write(self, vals):
        if not self.env.su and (voided := self.filtered(lambda row: not row.active)):
            raise UserError(
                self.env._("%s is voided, so it can't be changed. Restore it first.", voided[0].display_name)
            )
        return super().write(vals)

    # Taking back

    @api.ondelete(at_uninstall=False)
    def _unlink_except_taken_back(self):
        if self.env.su:
            return
        earliest = fields.Datetime.now() - TAKE_BACK
        for row in self:
            if row.create_uid != self.env.user or row.create_date < earliest:
                raise UserError(
                    self.env._(
                        "%(row)s can't be deleted: only who entered it takes it back, within a day. Void it instead, "
                        "and say why: it stays in sight, and counts no more. You find Void in the menu Actions.",
                        row=row.display_name,
                    )
                )

    @api.model
    def _get_way_out(self):
        return self.env._("Void it instead, and say why. You find Void in the menu Actions.")

    def _get_uses(self):
        return {} if self.env.su else super()._get_uses()

    @api.model
    def _get_links_to(self):
        def rests_on_it(model, name):
            field = self.env[model]._fields[name]
            return model not in self._own_rows and not (field.compute and field.readonly)

        return [link for link in super()._get_links_to() if rests_on_it(*link[:2])]

    # Voiding

    def action_void(self):
        """Open the dialog that asks why."""
        self.check_access("write")
        dialog = self.env["hub.void"].create({"res_model": self._name, "res_ids": self.ids})
        return open_window(self.env, "hub_entrepreneurs.hub_void_action", res_id=dialog.id)

    def action_restore(self):
        """Let voided rows count again."""
        self.check_access("write")
        voided = self.filtered(lambda row: not row.active)
        voided._tell(lambda _row: self.env._("Restored: it counts again."))
        # As superuser: nobody writes these fields directly.
        voided.sudo().write({_ACTIVE: True, **dict.fromkeys(_NOTED, False)})
        voided._counting_changed()

    def _void(self, reason):
        """Keep these rows, and let them count no more."""
        self.check_access("write")
        rows = self.filtered(_ACTIVE)
        rows._tell(lambda _row: self.env._("Voided: %s", reason))
        values = {"voided_on": today(self.env), "voided_by_id": self.env.uid, "void_reason": reason}
        # As superuser: nobody writes these fields directly.
        rows.sudo().write({_ACTIVE: False, **values})
        rows._counting_changed()

    def _counting_changed(self):
        """See to what rested on these rows and is not computed from them."""

    def _tell(self, sentence):
        if isinstance(self, self.env.registry["mail.thread"]):
            self._message_log_batch(bodies={row.id: sentence(row) for row in self})

    # Screens

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Say of a voided row that it is one, and let it be searched for."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if mark := getattr(self, f"_mark_voided_in_{view_type}", None):
            mark(arch)
        return arch, view

    def _get_ribbon(self):
        return etree.Element(
            "widget", name="web_ribbon", title=self.env._("Voided"), bg_color="text-bg-danger", invisible=_ACTIVE
        )

    def _mark_voided_in_form(self, arch):
        if (sheet := arch.find("sheet")) is None:
            return
        alert = etree.Element("div", {"class": "alert alert-danger", "role": "status", "invisible": _ACTIVE})
        for name in ("void_reason", "voided_by_id", "voided_on"):
            etree.SubElement(alert, "field", name=name, readonly="1", **{"class": "me-3"})
        etree.SubElement(
            alert, "button", name="action_restore", type="object", string=self.env._("Restore"), **{"class": "btn-link"}
        )
        sheet[:0] = [etree.Element("field", name=_ACTIVE, invisible="1"), self._get_ribbon(), alert]

    def _mark_voided_in_list(self, arch):
        muted = arch.get("decoration-muted")
        arch.set("decoration-muted", f"not {_ACTIVE} or ({muted})" if muted else f"not {_ACTIVE}")
        etree.SubElement(arch, "field", name=_ACTIVE, column_invisible="1")
        etree.SubElement(arch, "field", name="void_reason", optional="hide")

    def _mark_voided_in_kanban(self, arch):
        if (card := arch.find(".//t[@t-name='card']")) is not None:
            arch.insert(0, etree.Element("field", name=_ACTIVE))
            card.insert(0, self._get_ribbon())

    def _mark_voided_in_search(self, arch):
        filters = (
            ("with_voided", self.env._("Voided Ones Included"), f"[('{_ACTIVE}', 'in', [True, False])]"),
            ("voided", self.env._("Voided"), f"[('{_ACTIVE}', '=', False)]"),
        )
        place = arch.find("group")
        for name, string, domain in (*filters, (None, None, None)):
            each = (
                etree.Element("filter", name=name, string=string, domain=domain) if name else etree.Element("separator")
            )
            place.addprevious(each) if place is not None else arch.append(each)
