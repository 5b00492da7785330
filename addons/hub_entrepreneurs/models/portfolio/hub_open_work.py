from typing import NamedTuple

from odoo import Command, api, fields, models
from odoo.fields import Domain

from ...tools.dates import today
from ...tools.groups import CLUSTER_MANAGER
from ...tools.labels import with_label
from ...tools.quiet import QUIET_HANDOVER


class OpenWork(NamedTuple):
    """One kind of open work: the records of a model whose field names who sees to them."""

    label: str
    model: str
    domain: Domain = Domain.TRUE
    field: str = "user_id"
    group: str | None = None
    """The role without which nobody sees to it."""
    only_own: bool = False
    """Whether Odoo lets only whoever has it change it."""


class HubOpenWork(models.AbstractModel):
    """All that waits for one user, in one list: who leaves hands it over, and no log-in goes while there is some.

    What belongs to it is asked of :meth:`_get_kinds`, to which each addon adds its own.
    """

    _name = "hub.open.work"
    _description = "Open Work of a User"

    @api.model
    def _get_kinds(self):
        """Return the kinds of open work, what others follow first: a commitment goes to who gets its company."""
        meetings = Domain("stop", ">=", fields.Datetime.now()) & Domain("privacy", "!=", "private")
        with_others = Domain("partner_ids.partner_share", "=", True) | Domain("opportunity_id", "!=", False)
        return [
            OpenWork(self.env._("Companies"), "res.partner"),
            OpenWork(self.env._("Leads"), "crm.lead", Domain("won_status", "=", "pending")),
            OpenWork(self.env._("Commitments"), "hub.commitment", Domain("state", "=", "open")),
            OpenWork(self.env._("Assessments"), "hub.assessment", Domain("state", "=", "draft")),
            OpenWork(self.env._("Clusters"), "hub.cluster", field="manager_id", group=CLUSTER_MANAGER),
            OpenWork(self.env._("Sales Teams"), "crm.team"),
            # Whoever is away would have nobody, and not know it.
            OpenWork(
                self.env._("Stand-Ins"), "hub.stand.in", Domain("date_end", ">=", today(self.env)), field="stand_in_id"
            ),
            OpenWork(self.env._("Meetings"), "calendar.event", meetings & with_others, only_own=True),
            OpenWork(self.env._("Activities"), "mail.activity", Domain("active", "=", True), only_own=True),
            OpenWork(self.env._("Activity Types"), "mail.activity.type", field="default_user_id", only_own=True),
            OpenWork(
                self.env._("Steps of Plans"), "mail.activity.plan.template", field="responsible_id", only_own=True
            ),
        ]

    @api.model
    def _find(self, kind, users):
        """Return the open work of a kind that these users have and this one sees, the archived included.

        A lead that was lost is closed and not archived work; an archived company comes back one day.
        """
        mine = Domain(kind.field, "in", users.ids)
        found = self.env[kind.model].with_context(active_test=False).search(mine & kind.domain)
        if kind.model == "mail.activity":
            # As superuser: what somebody noted without a document is seen by nobody else, and would be lost.
            found |= found.sudo().search(mine & kind.domain & Domain("res_model", "=", False)).sudo(self.env.su)
        return found.with_env(self.env)

    @api.model
    def _count(self, users):
        """Return how much open work these users have, whoever may see it: by user, how much of each label."""
        counts = {}
        for kind in self.sudo()._get_kinds():
            mine = Domain(kind.field, "in", users.ids) & kind.domain
            # As superuser: what an agency does not see would be lost as well.
            rows = self.env[kind.model].sudo().with_context(active_test=False)
            counted = "commercial_partner_id:count_distinct" if kind.model == "res.partner" else "__count"
            for user, count in rows._read_group(mine, [kind.field], [counted]):
                counts.setdefault(user.with_env(self.env), {})[kind.label] = count
        return counts

    @api.model
    def _get_in_reach(self, users):
        """Return the open work that these users can see to: by user, a set of models with ids."""
        reach = {user: set() for user in users}
        # As superuser: asked is what they may, not what whoever changes their rights may.
        work = self.sudo()
        for kind in work._get_kinds():
            for user, records in work._find(kind, users).grouped(kind.field).items():
                reach[user.with_env(self.env)].update(work._filter_in_reach(records, user))
        return reach

    @api.model
    def _filter_in_reach(self, records, user, operation="write"):
        """Yield the model and id of each of these records that a user can see to, or read."""
        # In all of the user's agencies, not in those on the screen of whoever changes them.
        env = self.env(user=user.id, su=False, context={})
        if records._name != "mail.activity":
            yield from ((records._name, id_) for id_ in records.with_env(env)._filtered_access(operation).ids)
            return
        # Whoever has an activity reads it, but without its document there is nothing to do.
        for model, activities in records.grouped("res_model").items():
            if not model:
                yield from ((records._name, id_) for id_ in (activities.ids if not user.share else ()))
            elif model in env:
                documents = env[model].browse(activities.mapped("res_id")).exists()._filtered_access("read")
                yield from ((records._name, each.id) for each in activities if each.res_id in documents._ids)

    @api.model
    def _get_document(self, record, documents):
        """Return what a record is about: an activity its document, among those that were read before."""
        return documents.get((record.res_model, record.res_id), record) if record._name == "mail.activity" else record

    @api.model
    def _get_followed(self, records):
        """Return whom these records follow when they go to others: by record, models with ids, the nearest first."""
        documents = {}
        if records._name == "mail.activity":
            for model, same in records.grouped("res_model").items():
                if model and model in self.env:
                    # As superuser: for whom an activity is does not depend on who hands it over.
                    found = self.env[model].sudo().browse(same.mapped("res_id")).exists()
                    documents.update({(model, document.id): document for document in found})
        followed = {}
        for record in records:
            document = self._get_document(record, documents)
            names = [name for name in ("opportunity_id", "partner_id", "campaign_id") if name in document._fields]
            about = [document, *(document[name] for name in names)]
            about += [each.commercial_partner_id for each in about if each._name == "res.partner"]
            followed[record] = [(each._name, each.id) for each in about if each]
        return followed

    @api.model
    def _give(self, kind, records, receiver, user):
        """Give records of a kind, which one user has, to a receiver, without a mail for each."""
        values = {kind.field: receiver.id}
        if kind.model == "calendar.event":
            values["partner_ids"] = [Command.link(receiver.partner_id.id), Command.unlink(user.partner_id.id)]
        if kind.only_own:
            # As superuser: Odoo lets only who has or made it change it, and this one may be gone.
            records = records.sudo()
        # With its team, or Odoo moves a lead to the receiver's own one.
        team = "team_id" if kind.model == "crm.lead" else None
        for same in records.grouped(team).values() if team else [records]:
            same.with_context(**QUIET_HANDOVER).write({**values, **({team: same[team].id} if team else {})})

    @api.model
    def _in_words(self, counts):
        """Return counts by label as a text."""
        return ", ".join(with_label(self.env, label, count) for label, count in counts.items() if count)
