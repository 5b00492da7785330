from typing import NamedTuple

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools import dates
from odoo.addons.hub_entrepreneurs.tools.stored_domains import parse

_SOURCE = "hub.quality.source.mixin"


class Finder(NamedTuple):
    """What a rule looks at and finds, as it is stored."""

    rule_id: int
    res_model: str
    domain: str
    fault_domain: str
    method: str
    compares: bool


class HubQualityRule(models.Model):
    """What makes figures wrong: which records are looked at, which of them are wrong, who mends them, and how.

    1. A rule comes with an addon, as data. Its domain says which records it looks at, and its fault which of them are
       wrong: a domain, or a method ``_quality_…`` of the model that returns one and names in ``api.depends`` what it
       looks at. A rule that compares finds pairs of records that may be the same one.
    2. A daily job finds what is wrong, closes what is mended, and gives the rest to who sees to it now: by two
       statements a rule, however many records there are. What was set aside is not found again.
    3. Directors switch rules off, and say how much each weighs in the score; then the job runs at once. Nobody types
       the rest in.
    """

    _name = "hub.quality.rule"
    _description = "Quality Rule"
    _inherit = ["hub.coded.mixin", "hub.kept.mixin", "hub.cached.mixin", "hub.computed.only.mixin"]
    _order = "sequence, id"

    description = fields.Text("Why It Matters", required=True, translate=True)
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)
    weight = fields.Integer(
        required=True, default=1, aggregator=None, help="How much it counts in the score, beside the other rules."
    )
    res_model = fields.Char("Model", required=True, readonly=True)
    domain = fields.Char("Looks At", required=True, readonly=True, default="[]", help="The records that are looked at.")
    fault_domain = fields.Char("Finds", readonly=True, help="Those of them that are to be mended.")
    method = fields.Char(readonly=True, help="What finds those that are to be mended, where no domain can say it.")
    compares = fields.Boolean("Finds Pairs", readonly=True)
    mended_by = fields.Selection(
        [("owner", "Whose Record It Is"), ("company", "Account Manager of the Company")],
        required=True,
        readonly=True,
        default="company",
    )
    mend = fields.Char(readonly=True, help="The method that mends records by one click.")
    mend_label = fields.Char("One Click", readonly=True, translate=True, help="What one click does.")

    _code_uniq = models.Constraint("UNIQUE (code)", "Code: another rule has this code already. Choose another one.")
    _weight_positive = models.Constraint("CHECK (weight > 0)", "Weight: enter 1 or more, or archive the rule.")

    @api.constrains("res_model", "method", "mend")
    def _check_names(self):
        sources = self._get_sources()
        for rule in self:
            methods = [(rule.method, "_quality_"), (rule.mend, "_mend_")]
            if rule.res_model not in sources or any(name and not name.startswith(start) for name, start in methods):
                raise ValidationError(self.env._("%s: no quality rule can be made of this.", rule.display_name))

    @api.model
    def _get_sources(self):
        """Return the names of the models that rules look at."""
        return sorted(self.env.registry.descendants([_SOURCE], "_inherit") - {_SOURCE})

    @api.model
    @tools.ormcache("model")
    def _get_looked_at(self, model):
        """Return the fields of a model by which rules find what is wrong, and who mends it."""
        # As superuser: what is looked at does not depend on who saves.
        rules = self.sudo().search([("res_model", "=", model)])
        domains = [domain for rule in rules for domain in (parse(rule.domain), parse(rule.fault_domain))]
        names = {condition.field_expr for domain in domains for condition in domain.iter_conditions()}
        for method in filter(None, rules.mapped("method")):
            names.update(getattr(self.env[model], method)._depends)
        if any(rules.mapped("compares")):
            names.update(self.env[model]._is_quality_pair_sql._depends)
        if model == "res.partner":
            names.update(self._get_looked_at_behind())
        names.update(path for rule in rules for path in rule._get_owner_paths())
        return frozenset({name.split(".")[0] for name in names} | {"active", "user_id"} if rules else ())

    @api.model
    def _get_looked_at_behind(self):
        """Return the fields of the company behind a record by which rules find what is wrong with the record."""
        names = set()
        for finder in self._get_finders():
            start = f"{self.env[finder.res_model]._quality_company}."
            paths = [condition.field_expr for condition in parse(finder.fault_domain).iter_conditions()]
            names.update(path.removeprefix(start) for path in paths if path.startswith(start))
        return names

    def write(self, vals):
        result = super().write(vals)
        if not vals.get("active", True):
            self.env["hub.quality.issue"].sudo()._forget_open(self)
        if not vals.keys().isdisjoint(("active", "weight")):
            # As superuser: whoever changes a rule wakes the scheduler. What is found and the score follow at once.
            self.env.ref("hub_reporting.ir_cron_quality").sudo()._trigger()
        return result

    # Which records

    @api.model
    @tools.ormcache()
    def _get_finders(self):
        """Return what each active rule finds: a tuple of :class:`Finder`."""
        # As superuser: which rules there are is everybody's to know who sees what they find.
        return tuple(rule._get_finder() for rule in self.sudo().search([]))

    def _get_finder(self):
        return Finder(self.id, *(self[name] for name in Finder._fields[1:]))

    def _get_scope(self):
        """Return the domain of the records that the rule looks at."""
        return parse(self.domain)

    @api.model
    def _get_fault(self, finder):
        """Return the domain of those that are wrong; where a rule compares, of those that a pair may be made of."""
        method = finder.method and getattr(self.env[finder.res_model], finder.method)
        return parse(finder.domain) & Domain(method() if method else parse(finder.fault_domain))

    def _get_owner_paths(self):
        """Return the paths from a record to its company, to its agency, and to who mends it."""
        source = self.env[self.res_model]
        user = "user_id" if self.mended_by == "owner" else f"{source._quality_company}.user_id"
        return source._quality_company, source._quality_agency, user

    @api.model
    def _get_live_sql(self, finder, issue):
        """Return the condition that the record of an issue, which this user reads, is still wrong.

        :param str issue: the alias of the issue
        """
        # Whatever the list shows: what is archived is not to be mended.
        source = self.env[finder.res_model].with_context(active_test=True)
        one, other = SQL.identifier(issue, "res_id"), SQL.identifier(issue, "other_id")
        live = source._has_quality_sql(self._get_fault(finder), one)
        if not finder.compares:
            return live
        pair = source._is_quality_pair_sql(one, other)
        return SQL("(%s AND %s AND %s)", live, source._has_quality_sql(self._get_fault(finder), other), pair)

    # Finding and closing

    @api.model
    def _cron_find(self):
        self._find_all()

    @api.model
    def _find_all(self):
        """Find what is wrong, close what is mended, and keep the score of the month."""
        self.env.flush_all()
        rules = self.sudo().search([("active", "=", True)])
        self.env["hub.quality.issue"].sudo()._forget_gone()
        rules._refresh()
        rules._find()
        self.env["hub.quality.score"].sudo()._keep(rules)
        self.env["hub.quality.issue"].invalidate_model()

    def _find(self):
        """Find what is wrong and is not known yet, by one statement a rule."""
        for rule in self:
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO hub_quality_issue (
                               rule_id, res_model, res_id, other_id, same_by, partner_id, company_id, user_id, state,
                               found_on, create_uid, create_date, write_uid, write_date)
                    SELECT %(rule)s, %(model)s, found.id, found.other_id, found.same_by, owner.partner_id,
                           owner.company_id, (SELECT id FROM res_users WHERE id = owner.user_id AND active),
                           'open', %(day)s, %(uid)s, %(now)s, %(uid)s, %(now)s
                      FROM (%(found)s) AS found (id, other_id, same_by)
                      JOIN (%(owners)s) AS owner (id, partner_id, company_id, user_id) ON owner.id = found.id
                     WHERE NOT EXISTS (
                               SELECT FROM hub_quality_issue AS known
                                WHERE known.rule_id = %(rule)s AND known.state <> 'mended'
                                  AND LEAST(known.res_id, known.other_id) = LEAST(found.id, found.other_id)
                                  AND GREATEST(known.res_id, known.other_id) = GREATEST(found.id, found.other_id))
               ON CONFLICT DO NOTHING
                    """,
                    **rule._prepare_statement(),
                    found=rule._get_found_sql(),
                )
            )

    def _get_found_sql(self):
        """Return the query of what is wrong: the record, and of a pair the other one and what they have in common."""
        source = self.env[self.res_model].with_context(active_test=True)
        found = source._select_quality(self._get_fault(self._get_finder()))
        if self.compares:
            return source._get_quality_pairs_sql(found)
        return SQL("SELECT id, NULL::integer, NULL::varchar FROM (%s) AS found (id)", found)

    def _refresh(self, ids=None):
        """Close what is mended, and give the rest to who sees to it now, by one statement a rule.

        What was given to somebody stays with whoever it was given to, as long as that user is there.

        :param ids: the issues of which it is done; None: all
        :return: the users of whom something changed
        """
        users = self.env["res.users"]
        about = SQL("TRUE") if ids is None else SQL("issue.id = ANY(%s)", list(ids))
        for rule in self:
            rows = self.env.execute_query(
                SQL(
                    """
                    UPDATE hub_quality_issue AS issue
                       SET state = CASE WHEN known.is_live THEN 'open' ELSE 'mended' END,
                           mended_on = CASE WHEN NOT known.is_live THEN %(day)s END,
                           partner_id = CASE WHEN known.is_live THEN known.partner_id ELSE issue.partner_id END,
                           company_id = CASE WHEN known.is_live THEN known.company_id ELSE issue.company_id END,
                           user_id = CASE WHEN known.is_live THEN known.user_id ELSE issue.user_id END,
                           is_assigned = known.is_assigned, write_uid = %(uid)s, write_date = %(now)s
                      FROM (SELECT issue.id, owner.partner_id, owner.company_id, given.id IS NOT NULL AS is_assigned,
                                   COALESCE(given.id, account_manager.id) AS user_id, %(live)s AS is_live
                              FROM hub_quality_issue AS issue
                         LEFT JOIN (%(owners)s) AS owner (id, partner_id, company_id, user_id)
                                ON owner.id = issue.res_id
                         LEFT JOIN res_users AS account_manager
                                ON account_manager.id = owner.user_id AND account_manager.active
                         LEFT JOIN res_users AS given
                                ON given.id = issue.user_id AND given.active AND issue.is_assigned
                             WHERE issue.rule_id = %(rule)s AND issue.state = 'open' AND %(about)s) AS known
                     WHERE known.id = issue.id
                       AND (NOT known.is_live OR (issue.partner_id, issue.company_id, issue.user_id)
                                                 IS DISTINCT FROM (known.partner_id, known.company_id, known.user_id))
                 RETURNING issue.user_id
                    """,
                    **rule._prepare_statement(),
                    live=rule._get_live_sql(rule._get_finder(), "issue"),
                    about=about,
                )
            )
            users |= users.browse({user for [user] in rows if user})
        self.env["hub.quality.issue"].invalidate_model()
        return users

    def _prepare_statement(self):
        """Return the parts of a statement that both finding and closing have."""
        # Of whatever happens to a record, its owner is known.
        source = self.env[self.res_model].with_context(active_test=False)
        return {
            "rule": self.id,
            "model": self.res_model,
            "day": dates.today(self.env),
            "uid": self.env.uid,
            "now": self.env.cr.now(),
            "owners": source._select_quality(Domain.TRUE, *self._get_owner_paths()),
        }

    def action_open_issues(self):
        """Open what the rule has found and nobody has mended yet."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("hub_reporting.hub_quality_issue_action")
        return {**action, "domain": [("rule_id", "=", self.id)], "context": {"search_default_open": 1}}
