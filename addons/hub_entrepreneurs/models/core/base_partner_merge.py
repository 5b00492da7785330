from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain import enterprise_number


def _models_to_unite(env):
    return env.registry.descendants(["hub.merge.mixin"], "_inherit") - {"hub.merge.mixin"}


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Contacts become one without losing what hangs on them.

    Core moves every row that points to a losing contact by SQL, and deletes them all where a constraint stops it.
    So what would meet a constraint is united before, row by row, and what core's SQL leaves stale is computed anew.

    Core: base/wizard/base_partner_merge.py, 19.0. Contract: test_core_base_partner_merge.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    hub_conflicts = fields.Text("To Solve First", compute="_compute_hub_conflicts")

    @api.depends("partner_ids")
    def _compute_hub_conflicts(self):
        for wizard in self:
            wizard.hub_conflicts = "\n".join(self._merge_conflicts(wizard.partner_ids._origin))

    @api.model
    def _merge_conflicts(self, partners):
        """Yield a sentence for each thing that only a person can solve before the contacts become one."""
        if len(partners) < 2:
            return
        # What speaks against it names them.
        partners.check_access("read")
        # As superuser: what somebody else keeps, in another cluster for instance, is in the way as well.
        partners = partners.sudo()
        numbers = {
            partner: enterprise_number.dotted(partner.company_registry)
            for partner in partners
            if partner.is_company and partner.is_belgian and partner.company_registry
        }
        if len(set(numbers.values())) > 1:
            yield self.env._(
                "Enterprise Number: these are different enterprises in the register: %s. Correct the wrong number, or "
                "do not merge them.",
                ", ".join(f"{partner.display_name} ({number})" for partner, number in numbers.items()),
            )
        if len(partners.company_id) > 1:
            yield self.env._(
                "Agency: the contacts belong to different agencies: %s. Decide which one keeps the company.",
                ", ".join(partners.company_id.mapped("display_name")),
            )
        if len(set(partners.mapped("is_company"))) > 1:
            yield self.env._(
                "Contacts: a company and a person can't be merged. Make the person a contact of the company."
            )
        for model in _models_to_unite(self.env):
            yield from self.env[model].sudo()._merge_conflicts(partners)

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        partners = self.env["res.partner"].browse(partner_ids).exists()
        conflicts = list(self._merge_conflicts(partners))
        if conflicts:
            raise UserError("\n".join(conflicts))
        # Core's check of the email protects log-ins: contacts without one are a director's to judge.
        if self.env.user.has_group("hub_entrepreneurs.group_hub_director") and not self._has_users(partners):
            extra_checks = False
        result = super()._merge(partner_ids, dst_partner=dst_partner, extra_checks=extra_checks)
        self._finish_requests(partners.exists())
        return result

    @api.model
    def _finish_requests(self, partners):
        """Mark as done what asked to merge contacts that are one by now."""
        # As superuser: the request may be a colleague's to do.
        asked = self.env["mail.activity"].sudo()._search_merges(partners.ids)
        asked.filtered(lambda activity: len(activity.merge_partner_ids) < 2).action_done()

    @api.model
    def _has_users(self, partners):
        # As superuser: a log-in of an agency that the director does not see counts as well.
        return bool(partners.sudo().with_context(active_test=False).user_ids)

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        for model in _models_to_unite(self.env):
            # As superuser: the rows are united whoever keeps them, or core would delete some of them.
            self.env[model].sudo().with_context(active_test=False)._unite_rows(src_partners, dst_partner)
        self.env.flush_all()
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _update_values(self, src_partners, dst_partner):
        # Two active companies can't have one number, and core archives the losing ones only later.
        src_partners.filtered("company_registry").write({"company_registry": False})
        for partner in src_partners:
            dst_partner._keep_names([partner.name, *partner._get_former_names()], called=dst_partner.name)
        result = super()._update_values(src_partners, dst_partner)
        # As superuser: the rows may be of colleagues.
        self._recompute_merged(dst_partner.sudo())
        return result

    @api.model
    def _recompute_merged(self, partner):
        """Compute anew what depends on rows that core moved behind the back of Odoo's cache."""
        partner.invalidate_recordset()
        partner.modified([name for name, field in partner._fields.items() if field.type in ("one2many", "many2many")])
