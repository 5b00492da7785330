from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class HubQualityIssue(models.Model):
    """A record that makes figures wrong, by one rule: somebody mends it, or sets it aside with a reason.

    1. It is seen by who may read the record, and of a pair both records: counts, groups and exports included.
    2. A record that is mended is no longer to be mended as soon as it is saved. What is mended in any other way a daily
       job closes, and so does a list that is about to show it, see models/core/hub_quality_issue.py.
    3. What was set aside is asked about no more, as long as it is set aside. Of a pair that is no duplicate that holds
       for both, and for the companies that they are merged into.
    """

    _name = "hub.quality.issue"
    _description = "Data to Mend"
    _inherit = [
        "hub.noted.mixin",
        "hub.owned.mixin",
        "hub.computed.only.mixin",
        "hub.named.mixin",
        "hub.merge.mixin",
    ]
    _order = "found_on desc, id desc"
    _owner_fields = ("partner_id", "other_id")
    _named_by = ("rule_id", "partner_id")
    _rec_names_search = ["rule_id", "partner_id"]

    rule_id = fields.Many2one("hub.quality.rule", "What to Mend", required=True, readonly=True, ondelete="cascade")
    description = fields.Text(related="rule_id.description")
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference("Record ID", model_field="res_model", required=True, readonly=True)
    record_name = fields.Char("Record", compute="_compute_record_name")
    partner_id = fields.Many2one("res.partner", "Company", readonly=True, index="btree_not_null", ondelete="cascade")
    other_id = fields.Many2one(
        "res.partner", "May Be the Same As", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    same_by = fields.Selection([("number", "Same Number"), ("name", "Same Name and Place")], "In Common", readonly=True)
    company_id = fields.Many2one("res.company", "Agency", readonly=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users",
        "Who Mends It",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="Whose record it is, until a director gives it to somebody else.",
    )
    team_id = fields.Many2one(related="user_id.sale_team_id", string="Team", help="The team of who mends it.")
    is_assigned = fields.Boolean("Given to Somebody", readonly=True)
    state = fields.Selection(
        [("open", "To Mend"), ("mended", "Mended"), ("set_aside", "Set Aside")],
        required=True,
        readonly=True,
        default="open",
    )
    found_on = fields.Date(required=True, readonly=True)
    mended_on = fields.Date(readonly=True)
    reason = fields.Char("Set Aside Because", readonly=True)
    set_aside_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    set_aside_on = fields.Date(readonly=True)
    mend_label = fields.Char(related="rule_id.mend_label")
    compares = fields.Boolean(related="rule_id.compares")
    is_in_sight = fields.Boolean(compute="_compute_is_in_sight", search="_search_is_in_sight", exportable=False)

    _once = models.UniqueIndex(
        "(rule_id, LEAST(res_id, other_id), GREATEST(res_id, other_id)) WHERE state <> 'mended'",
        "This is among the data to mend already. Open that one.",
    )
    _record_idx = models.Index("(res_model, res_id) WHERE state = 'open'")
    # In the order of the list: without it, each page sorts all that there is.
    _open_idx = models.Index("(found_on DESC, id DESC) WHERE state = 'open'")

    # What is seen

    @api.depends("res_model", "res_id")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_record_name(self):
        self.record_name = False
        for model, issues in self.grouped("res_model").items():
            names = {record.id: record.display_name for record in self._get_readable(model, issues.mapped("res_id"))}
            for issue in issues:
                issue.record_name = names.get(issue.res_id)

    @api.model
    def _get_readable(self, model, ids):
        """Return the records of a model that are there and that this user reads."""
        if model not in self.env or not self.env[model].has_access("read"):
            return self.browse()
        return self.env[model].browse(ids).exists()._filtered_access("read")

    @api.depends("res_model", "res_id", "other_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_in_sight(self):
        # Access rules are evaluated as superuser, and ask what the user may read.
        rows, user = self.sudo(), self.sudo(False).with_context(active_test=False)
        others = set(user._get_readable("res.partner", rows.other_id.ids)._ids)
        readable = {
            (model, id_)
            for model, some in rows.grouped("res_model").items()
            for id_ in user._get_readable(model, some.mapped("res_id"))._ids
        }
        for issue, row in zip(self, rows, strict=True):
            is_other_seen = not row.other_id or row.other_id.id in others
            issue.is_in_sight = is_other_seen and (row.res_model, row.res_id) in readable

    @api.model
    def _search_is_in_sight(self, operator, value):
        if operator != "in":
            return NotImplemented
        in_sight = Domain.custom(to_sql=lambda _model, alias, _query: self._get_in_sight_sql(alias))
        return Domain.OR(in_sight if wanted else ~in_sight for wanted in set(value))

    @api.model
    def _get_in_sight_sql(self, alias):
        """Return the condition that the user reads the record of an issue, archived or not.

        Where the rules of the record ask for its agency alone, the agency of the issue has answered already.
        """
        env = self.sudo(False).with_context(active_test=False).env
        model, one, other = (SQL.identifier(alias, name) for name in ("res_model", "res_id", "other_id"))
        seen, seen_other = [], SQL("FALSE")
        for name in env["hub.quality.rule"]._get_sources():
            source = env[name]
            if not source.has_access("read"):
                continue
            by_agency = source._is_seen_by_agency()
            has = SQL("TRUE") if by_agency else source._has_quality_sql(Domain.TRUE, one)
            seen.append(SQL("(%s = %s AND %s)", model, name, has))
            if name == "res.partner":
                seen_other = SQL("TRUE") if by_agency else source._has_quality_sql(Domain.TRUE, other)
        return SQL("((%s) AND (%s IS NULL OR %s))", SQL(" OR ").join(seen or [SQL("FALSE")]), other, seen_other)

    # What is mended

    @api.model
    def _record_changed(self, noted):
        """Close what is mended among the records that were saved: one query where nothing of them was to be mended."""
        about = [
            SQL("(res_model = %s AND (res_id = ANY(%s) OR other_id = ANY(%s)))", model, list(ids), list(ids))
            for model, ids in noted.items()
        ]
        if companies := noted.get("res.partner"):
            # Of whatever is behind it, the company says whose it is, and some of what it lacks.
            about.append(SQL("partner_id = ANY(%s)", list(companies)))
        users = self._search_open(SQL(" OR ").join(about))._close_mended()
        if users:
            self.env["hub.day"]._tell_changed(users)

    @api.model
    def _search_open(self, condition):
        query = SQL("SELECT id FROM hub_quality_issue WHERE state = 'open' AND (%s)", condition)
        return self.browse(id_ for [id_] in self.env.execute_query(query))

    def _close_mended(self):
        """Close what is mended of these issues, and give the rest to who sees to them now.

        :return: the users of whom something changed
        """
        # As superuser: what is mended is mended, whoever looks.
        issues = self.sudo().filtered(lambda issue: issue.state == "open" and issue.rule_id.active)
        users = self.env["res.users"]
        for rule, some in issues.grouped("rule_id").items():
            users |= rule._refresh(some.ids)
        return users

    @api.model
    def _forget_open(self, rules):
        """Delete what rules ask for that somebody switched off; what was decided is kept."""
        self.flush_model()
        query = SQL("DELETE FROM hub_quality_issue WHERE state = 'open' AND rule_id = ANY(%s)", rules.ids)
        self.env.cr.execute(query)
        self.invalidate_model()

    @api.model
    def _forget_gone(self):
        """Delete the issues of records that are no longer there."""
        for model in self.env["hub.quality.rule"]._get_sources():
            self.env.cr.execute(
                SQL(
                    "DELETE FROM hub_quality_issue AS issue WHERE res_model = %s AND NOT EXISTS "
                    "(SELECT FROM %s AS source WHERE source.id = issue.res_id)",
                    model,
                    SQL.identifier(self.env[model]._table),
                )
            )
        self.invalidate_model()

    # What is merged

    @api.model
    def _unite_rows(self, sources, destination):
        """Let what is known of companies that become one be known of that one: what was decided before what is asked.

        Of two issues by one rule that become the same the one that was set aside stays. A pair of the companies
        themselves is none any more.
        """
        self.flush_model()
        ids = [destination.id, *sources.ids]
        self.env.cr.execute(
            SQL(
                """
                WITH moved AS (
                    SELECT id, rule_id, state,
                           CASE WHEN res_model = 'res.partner' AND res_id = ANY(%(ids)s) THEN %(kept)s ELSE res_id END
                               AS one,
                           CASE WHEN other_id = ANY(%(ids)s) THEN %(kept)s ELSE other_id END AS other,
                           res_id = %(kept)s OR other_id = %(kept)s AS is_own
                      FROM hub_quality_issue
                     WHERE (res_model = 'res.partner' AND res_id = ANY(%(ids)s)) OR other_id = ANY(%(ids)s)
                ), ranked AS (
                    SELECT id, one = other AS is_one, state <> 'mended' AND ROW_NUMBER() OVER (
                               PARTITION BY rule_id, LEAST(one, other), GREATEST(one, other), state = 'mended'
                               ORDER BY state = 'set_aside' DESC, is_own DESC, id) > 1 AS is_twin
                      FROM moved
                )
                DELETE FROM hub_quality_issue WHERE id IN (SELECT id FROM ranked WHERE is_one OR is_twin)
                """,
                ids=ids,
                kept=destination.id,
            )
        )
        for name, where in (("other_id", SQL("TRUE")), ("res_id", SQL("res_model = 'res.partner'"))):
            column = SQL.identifier(name)
            self.env.cr.execute(
                SQL(
                    "UPDATE hub_quality_issue SET %s = %s WHERE %s AND %s = ANY(%s)",
                    column, destination.id, where, column, sources.ids,
                )
            )  # fmt: skip
        self.invalidate_model()
        self._note_changed("res.partner", destination.ids)
