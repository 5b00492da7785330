"""What is decided of a proposal: that both are the same company, or that they are two."""

from __future__ import annotations

from collections import Counter

from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.tools import split_every

from odoo.addons.hub_entrepreneurs.tools import dates
from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER, DIRECTOR

from ...domain.comparing import compare
from ..register.hub_cbe_company_taking import as_told, as_written

AT_ONCE = 20
"""So many are taken while somebody waits, or by one job: a merge moves the rows of each model that names contacts."""


class HubCbeMatch(models.Model):
    _inherit = "hub.cbe.match"

    # Who may decide

    def _check_may_decide(self):
        """Refuse whoever is neither a director nor the account manager of all of these companies."""
        self.check_access("read")
        self.partner_id.check_access("write")
        if self.env.user.has_group(DIRECTOR):
            return
        if not self.env.user.has_group(ACCOUNT_MANAGER):
            raise AccessError(self.env._("Only account managers and directors decide this. Ask one of them."))
        others = self.partner_id.filtered(lambda partner: not partner.user_id.is_mine)
        if others:
            raise AccessError(
                self.env._(
                    "Companies of colleagues, or of nobody: %s. Ask a director, or whose companies they are.",
                    ", ".join(others[:5].mapped("display_name")),
                )
            )

    # The same

    def action_take(self):
        """Give the companies the numbers that are proposed, and what the register says where they are empty.

        Of one proposal, what is in the way is told; of several, those are taken that nothing is in the way of, and of
        two for one company none: nobody has said which one it is.
        """
        self._check_may_decide()
        if len(self) == 1:
            self._take()
            return self._action_told(self.env._("%s has its number now.", self.partner_id.display_name))
        return self._action_told(self._take_in_bulk())

    def _take_in_bulk(self):
        """Take these, now or by jobs, and return the sentence that says how many."""
        several = Counter([*(match.partner_id for match in self), *(match.register_id for match in self)])
        alone = self.filtered(lambda match: several[match.partner_id] == several[match.register_id] == 1)
        if len(alone) > AT_ONCE:
            for ids in split_every(AT_ONCE, alone.ids):
                self.browse(ids).with_delay(
                    channel="root.hub_cbe", description=self.env._("Take companies of the register")
                )._job_take()
            return self.env._("The numbers come in the background, in a few minutes. Companies: %s.", len(alone))
        taken = alone._take_all()
        return self.env._(
            "Companies with their number now: %(taken)s. Still to decide: %(left)s.",
            taken=taken,
            left=len(self) - taken,
        )

    def _job_take(self):
        """Take what nobody has decided since, of whatever the one who asked for it may still decide."""
        self.exists().filtered(lambda match: match._may_decide())._take_all()

    def _may_decide(self):
        try:
            self._check_may_decide()
        except AccessError:
            return False
        return True

    def _take_all(self) -> int:
        """Take those that nothing is in the way of, and return how many these are."""
        taken = 0
        for match in self:
            try:
                with self.env.cr.savepoint():
                    match._take()
            except UserError:
                continue
            taken += 1
        return taken

    def _take(self):
        """Let the company in Hub be the one of the register.

        What was typed by hand stays, and is noted as different; what is empty is filled, of an address only what
        belongs to it. Everything that hangs on the prospect goes to the company in Hub, as at any merge. Of two who do
        this at the same time the database sends the second back, who begins anew then and sees what has become of it.

        :raise UserError: if something is in the way
        """
        self.ensure_one()
        if obstacle := self._get_obstacle():
            raise UserError(obstacle)
        # As superuser: the prospect is nobody's, and who may decide was checked.
        match = self.sudo()
        partner, register = match.partner_id, match.register_id
        values, differs = _get_values(partner, register._get_said_values())
        typed = {name: partner._fields[name].convert_to_write(partner[name], partner) for name in differs}
        # What the register calls it is no former name.
        typed["former_names"] = partner.former_names
        merge = match.env["base.partner.merge.automatic.wizard"]
        merge._merge([partner.id, register.partner_id.id], dst_partner=partner, extra_checks=False)
        partner.write(typed | values)
        register.differs = differs
        stale = self.sudo().search([("register_id", "=", register.id), ("state", "=", "taken")])
        stale.unlink()
        match._decide("taken")
        self.sudo().search([("partner_id", "=", partner.id), ("state", "=", "open")]).unlink()
        self._rank()

    def _get_obstacle(self):
        """Return the sentence that says why the number can't be given, if something is in the way."""
        self.env.flush_all()
        match = self.sudo()
        partner, register = match.partner_id, match.register_id
        if match.state != "open":
            return self.env._("%s: somebody has decided this already. Open the list again.", partner.display_name)
        if partner.company_registry:
            return self.env._(
                "%(company)s has a number already: %(number)s. Correct it on its form if it is wrong.",
                company=partner.display_name,
                number=partner.enterprise_number or partner.company_registry,
            )
        if match.is_known:
            return self.env._(
                "%(number)s is that of %(other)s, with which somebody works already. Merge both, or say that they are "
                "not the same.",
                number=register.display_name,
                other=register.partner_id.display_name,
            )
        if partner not in self._get_without_number(partner):
            return self.env._(
                "%s has changed since it was proposed: it is archived, abroad, or no company any more. Look at its "
                "form.",
                partner.display_name,
            )
        if not self._get_numbers(register.ids, partner.ids):
            return self.env._(
                "%s has changed since it was proposed: the register has it no more, or it has another number here. Let "
                "Hub look again.",
                register.display_name,
            )
        return None

    # Two companies

    def action_not_same(self):
        """Remember that the companies of these proposals are two."""
        self._check_may_decide()
        # As superuser: nobody writes these fields directly.
        self.sudo().filtered(lambda match: match.state == "open")._decide("not_same")
        self._rank()
        return self._action_told(self.env._("Remembered as two companies: %s.", len(self)))

    def action_ask_again(self):
        """Propose after all what somebody said to be two companies."""
        self._check_may_decide()
        # As superuser: nobody writes these fields directly.
        refused = self.sudo().filtered(lambda match: match.state == "not_same")
        refused.write({"state": "open", "decided_by_id": False, "decided_on": False})
        self._rank()
        return self._action_told(self.env._("Proposed again: %s.", len(refused)))

    def _decide(self, state):
        self.write({"state": state, "decided_by_id": self.env.uid, "decided_on": dates.today(self.env)})

    def action_merge(self):
        """Open what merges two companies that Hub has: core's dialog for a director, a request to one for others."""
        self.ensure_one()
        self.check_access("read")
        ids = [self.partner_id.id, self.register_id.partner_id.id]
        if not self.env.user.has_group(DIRECTOR):
            return self.env["hub.merge.request"]._action_ask(ids)
        context = {"active_model": "res.partner", "active_ids": ids, "active_id": ids[0]}
        return open_window(self.env, "base.action_partner_merge", context=context)

    def action_open_registered(self):
        """Open the contact that stands for the company of the register."""
        self.ensure_one()
        return self.register_id.partner_id._get_records_action()

    def action_find_again(self):
        """Wake the job that looks for companies of the register."""
        if not self.env.user.has_group(DIRECTOR):
            raise AccessError(self.env._("Only directors let Hub look again. Ask one of them."))
        # As superuser: nobody else wakes the scheduler.
        self.env.ref("hub_cbe.ir_cron_match").sudo()._trigger()
        return self._action_told(self.env._("Hub is looking. Open the list again in a minute."))

    def _action_told(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }


def _get_values(partner, said):
    """Return what of the register is written to a contact, and the fields in which it stays different."""
    values = {name: value or None for name, value in said.items()}
    written, differs = compare(as_told(partner, values), values, {})
    return {name: as_written(name, values[name]) for name in written}, differs
