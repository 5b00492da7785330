from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..domain.sharing import share_out
from ..tools.groups import ACCOUNT_MANAGER, DIRECTOR
from ..tools.once import once


class HubPortfolioHandover(models.TransientModel):
    """Hand everything that somebody works on to others: companies, leads, activities, and all other open work.

    What that is, ``hub.open.work`` knows; whether somebody left already makes no difference.
    """

    _name = "hub.portfolio.handover"
    _description = "Hand Over a Portfolio"
    _inherit = ["hub.own.dialog.mixin"]

    from_user_id = fields.Many2one(
        "res.users", "From", required=True, domain=[("share", "=", False)], context={"active_test": False}
    )
    to_user_ids = fields.Many2many(
        "res.users",
        string="To",
        domain=lambda self: self._domain_receivers(),
        help="Several colleagues get even shares; what belongs to one company stays together.",
    )
    by_commune = fields.Boolean(
        "Keep Communes Together", help="The companies of one commune all go to the same colleague."
    )
    archive_user = fields.Boolean("Archive the Log-in Afterwards")
    may_archive = fields.Boolean(compute="_compute_may_archive")
    company_count = fields.Integer(
        "Companies and Starters", compute="_compute_counts", help="The persons of a company go with it."
    )
    lead_count = fields.Integer("Open Leads", compute="_compute_counts")
    activity_count = fields.Integer("Open Activities", compute="_compute_counts")
    other_work = fields.Char("Other Open Work", compute="_compute_counts")
    hidden_count = fields.Integer(
        "Out of Your Sight",
        compute="_compute_counts",
        help="Open work that you may not see: of another agency, or about a list that uses personal data. Ask a "
        "director who may to hand it over.",
    )

    @api.model
    def _domain_receivers(self):
        group = self.env.ref(ACCOUNT_MANAGER)
        return f"[('share', '=', False), ('all_group_ids', 'in', [{group.id}]), ('id', '!=', from_user_id)]"

    @api.depends("from_user_id")
    def _compute_may_archive(self):
        for wizard in self:
            user = wizard.from_user_id._origin
            wizard.may_archive = user.active and user != self.env.user and user.has_access("write")

    @api.depends("from_user_id")
    def _compute_counts(self):
        for wizard in self:
            counts = Counter()
            rest = Counter()
            for kind, records in wizard._get_open_work().items():
                counts[kind.model] += self._get_size(records)
                if kind.model not in ("res.partner", "crm.lead", "mail.activity"):
                    rest[kind.label] += len(records)
            wizard.company_count = counts["res.partner"]
            wizard.lead_count = counts["crm.lead"]
            wizard.activity_count = counts["mail.activity"]
            wizard.other_work = self.env["hub.open.work"]._in_words(rest)
            user = wizard.from_user_id._origin
            whole = self.env["hub.open.work"]._count(user).get(user, {}) if user else {}
            wizard.hidden_count = max(0, sum(whole.values()) - counts.total())

    @api.model
    def _get_size(self, records):
        return len(records.commercial_partner_id if records._name == "res.partner" else records)

    def _get_open_work(self):
        """Return the open work of the user by kind; none while nobody is chosen."""
        work, user = self.env["hub.open.work"], self.from_user_id._origin
        return {kind: work._find(kind, user) for kind in work._get_kinds()} if user else {}

    @once
    def action_hand_over(self):
        """Hand everything over in one transaction, and tell how much it was."""
        self.ensure_one()
        self._check_may_hand_over()
        work = {kind: records for kind, records in self._get_open_work().items() if records}
        sizes = {kind.label: self._get_size(records) for kind, records in work.items()}
        receivers = {}
        for kind, records in work.items():
            receivers.update(self._share(kind, records, receivers))
        for kind, records in work.items():
            self._give(kind, records, receivers)
        if self.archive_user and self.from_user_id.active:
            self.from_user_id.action_archive()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": self.env._("Handed over"),
                "message": self.env["hub.open.work"]._in_words(sizes) or self.env._("There was no open work."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _check_may_hand_over(self):
        if not self.env.user.has_group(DIRECTOR):
            raise AccessError(self.env._("Only a director may hand over a portfolio. Ask a director to do it."))
        if not self.to_user_ids:
            raise UserError(self.env._("To: choose at least one colleague who takes over."))
        if self.from_user_id in self.to_user_ids:
            raise UserError(
                self.env._(
                    "To: %s hands the portfolio over and can't receive it. Remove that name.", self.from_user_id.name
                )
            )
        # As superuser: which groups a colleague has is not for everybody to read.
        unable = self.to_user_ids.filtered(lambda user: not user.sudo().has_group(ACCOUNT_MANAGER))
        if unable:
            raise UserError(
                self.env._(
                    "To: %s can't see to it without a log-in as account manager. Choose somebody who can.",
                    ", ".join(unable.mapped("name")),
                )
            )

    def _share(self, kind, records, receivers):
        """Return the receivers of the records of a kind, by model and id.

        :param dict receivers: the receivers of what was shared before, which these records may follow
        """
        able = self._get_able(kind)
        if kind.model == "res.partner":
            shares = self._share_contacts(records)
        else:
            shares = {}
            for record, followed in self.env["hub.open.work"]._get_followed(records).items():
                receiver = next((receivers[each] for each in followed if each in receivers), None)
                shares[record] = receiver if receiver and receiver in able else None
            rest = [record for record, receiver in shares.items() if not receiver]
            shares |= share_out(dict.fromkeys(rest, 1), able)
        return {(record._name, record.id): receiver for record, receiver in shares.items()}

    def _get_able(self, kind):
        """Return the receivers who have the role that a kind of work needs."""
        # As superuser: which groups a colleague has is not for everybody to read.
        able = self.to_user_ids.filtered(lambda user: not kind.group or user.sudo().has_group(kind.group))
        if not able:
            raise UserError(
                self.env._(
                    "To: for %(work)s somebody is needed whose role is %(role)s. Add such a colleague.",
                    work=kind.label,
                    role=self.env.ref(kind.group).sudo().name,
                )
            )
        return able

    def _give(self, kind, records, receivers):
        """Give the records of a kind to their receivers, who have to see them."""
        work = self.env["hub.open.work"]
        for receiver, given in records.grouped(lambda record: receivers[record._name, record.id]).items():
            work._give(kind, given, receiver, self.from_user_id)
            if set(given.ids) - {id_ for _model, id_ in work._filter_in_reach(given, receiver, "read")}:
                raise UserError(
                    self.env._(
                        "To: %(user)s can't see all of this: %(work)s. Choose a colleague of the same agency, with the "
                        "same rights.",
                        user=receiver.name,
                        work=kind.label,
                    )
                )

    def _share_contacts(self, contacts):
        """Return the receiver of each contact: the persons of a company have that of the company."""
        groups = contacts.grouped(
            lambda contact: (
                contact.commercial_partner_id.commune_id if self.by_commune else contact.commercial_partner_id
            )
        )
        sizes = {group: len(members.commercial_partner_id) for group, members in groups.items()}
        shares = share_out(sizes, self.to_user_ids)
        return {contact: shares[group] for group, members in groups.items() for contact in members}
