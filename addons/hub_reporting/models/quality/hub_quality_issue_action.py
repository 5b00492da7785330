from odoo import api, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.hub_entrepreneurs.tools import dates
from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR


class HubQualityIssue(models.Model):
    """What is done about data to mend: opened, mended by one click, set aside, merged, given to somebody."""

    _inherit = "hub.quality.issue"

    def action_open_record(self):
        """Open the record that is to be mended."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)._get_records_action()

    def action_mend(self):
        """Mend the records by what the rules have for that, as far as this user may change them.

        :raises UserError: if the one record can't be mended so
        """
        self.check_access("read")
        records = self.filtered(lambda issue: issue.state == "open")
        for rule, issues in records.grouped("rule_id").items():
            # As superuser: the name of the method comes with an addon.
            if mend := rule.sudo().mend:
                found = self.env[rule.res_model].browse(issues.mapped("res_id")).exists()
                if len(self) == 1:
                    found.check_access("write")
                getattr(found._filtered_access("write"), mend)()
        checked = self._action_checked(records)
        if len(records) == 1 and records.state == "open":
            raise UserError(
                self.env._(
                    "%s: Hub does not know enough to mend it. Open the record and enter what is right, or set it aside "
                    "with a reason.",
                    records.record_name,
                )
            )
        return checked

    def action_check_again(self):
        """Close what is mended by now."""
        self.check_access("read")
        return self._action_checked(self.filtered(lambda issue: issue.state == "open"))

    def _action_checked(self, issues):
        """Close what is mended of these issues, and say how many that were."""
        self.env.flush_all()
        issues._close_mended()
        mended = issues.filtered(lambda issue: issue.state == "mended")
        message = self.env._(
            "Mended: %(mended)s. Still to mend: %(others)s.", mended=len(mended), others=len(issues - mended)
        )
        return self._action_told(message)

    @api.model
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

    # Set aside

    def action_set_aside(self):
        """Open the dialog that asks why nothing is mended."""
        self.check_access("write")
        return open_window(
            self.env,
            "hub_reporting.hub_quality_set_aside_action",
            context={"active_model": self._name, "active_ids": self.ids},
        )

    def action_not_duplicate(self):
        """Remember that the companies of a pair are two, and ask no more."""
        self.check_access("write")
        pairs = self.filtered("compares")
        pairs._set_aside(self.env._("Not a duplicate"))
        return self._action_told(self.env._("Remembered as two companies: %s.", len(pairs)))

    def _set_aside(self, reason):
        """Ask about these records no more, for a reason."""
        self.check_access("write")
        # As superuser: nobody writes these fields directly.
        self.sudo().filtered(lambda issue: issue.state == "open").write(
            {
                "state": "set_aside",
                "reason": reason,
                "set_aside_by_id": self.env.uid,
                "set_aside_on": dates.today(self.env),
            }
        )

    def action_ask_again(self):
        """Let what was set aside be mended after all; what is mended by now is closed."""
        self.check_access("write")
        # As superuser: nobody writes these fields directly.
        aside = self.sudo().filtered(lambda issue: issue.state == "set_aside")
        aside.write({"state": "open", "reason": False, "set_aside_by_id": False, "set_aside_on": False})
        self.env.flush_all()
        aside._close_mended()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    # Merged

    def action_merge(self):
        """Open what merges the companies of a pair: core's dialog for a director, a request to one for others."""
        self.ensure_one()
        self.check_access("read")
        ids = [self.res_id, self.other_id.id]
        if not self.env.user.has_group(DIRECTOR):
            return self.env["hub.merge.request"]._action_ask(ids)
        context = {"active_model": "res.partner", "active_ids": ids, "active_id": self.res_id}
        return open_window(self.env, "base.action_partner_merge", context=context)

    # Given to somebody

    @api.model
    def _check_may_assign(self):
        """Refuse who does not share out work."""
        if not any(map(self.env.user.has_group, (DIRECTOR, "hub_entrepreneurs.group_hub_analyst"))):
            raise AccessError(self.env._("Only directors and analysts share out data to mend. Ask one of them."))

    def _check_seen_by(self, user):
        """Refuse to give a user what he or she does not see, as that of another agency: nobody would mend it."""
        # As superuser: whoever shares out need not know for which agencies others work.
        agencies = user.sudo().company_ids.ids
        issues = self.with_user(user).with_context(allowed_company_ids=agencies)
        if unseen := self - issues._filtered_access("read").with_env(self.env):
            raise UserError(
                self.env._(
                    "Colleagues: %(user)s does not see all of these records, as those of another agency. Records that "
                    "are not seen: %(count)s. Choose somebody else, or share them out separately.",
                    user=user.name,
                    count=len(unseen),
                )
            )

    def _assign(self, users):
        """Share these issues out evenly among users; those of one company stay together.

        :return: how many issues each user got
        :raises UserError: for a user who sees not all of them
        """
        self._check_may_assign()
        self.check_access("read")
        for user in users:
            self._check_seen_by(user)
        counts = dict.fromkeys(users, 0)
        shares = {user: self.browse() for user in users}
        issues = self.filtered(lambda issue: issue.state == "open")
        for same in sorted(issues.grouped("partner_id").values(), key=len, reverse=True):
            user = min(counts, key=counts.get)
            counts[user] += len(same)
            shares[user] |= same
        for user, some in shares.items():
            # As superuser: nobody writes these fields directly.
            some.sudo().write({"user_id": user.id, "is_assigned": True})
        self.env["hub.day"]._tell_changed(users)
        return counts
