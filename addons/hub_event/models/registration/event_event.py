from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.hub_entrepreneurs.tools.stored_domains import parse


class EventEvent(models.Model):
    """Which companies may take part in an action, and what each of the others lacks."""

    _inherit = "event.event"

    is_action = fields.Boolean(compute="_compute_is_action", compute_sudo=True)

    @api.depends("action_type_id", "action_plan_id")
    def _compute_is_action(self):
        for event in self:
            event.is_action = bool(event.action_type_id or event.action_plan_id)

    def _get_misses(self, companies):
        """Return what each of some companies lacks to take part, in sentences; nothing where it may.

        What the author of the criteria may not find, and what this user may not know, counts as lacking.

        :rtype: dict[res.partner, list[str]]
        """
        self.ensure_one()
        misses = {company: [] for company in companies}
        for company in companies.filtered(lambda each: not each.active):
            misses[company].append(self.env._("%s is archived.", company.name))
        for company in companies.filtered(lambda each: each.active and each.entrepreneur_stage == "ceased"):
            misses[company].append(self.env._("%s has ceased.", company.name))
        if not self.criteria_domain or not companies:
            return misses
        if problem := self._get_criteria_problem():
            return {company: [*found, problem] for company, found in misses.items()}
        for condition in self._get_conditions():
            of_these = Domain("id", "in", companies.ids) & condition
            found = companies.with_context(active_test=False).search(
                self._domain_of_author("criteria_domain", of_these)
            )
            for company in companies:
                if company not in found:
                    misses[company].append(self._get_miss(condition, company))
        return misses

    def _get_conditions(self):
        """Return the conditions of the criteria that all have to hold."""
        domain = parse(self.criteria_domain)
        return list(domain.children) if getattr(domain, "OPERATOR", "") == "&" else [domain]

    def _get_miss(self, condition, company):
        """Return the sentence for a condition of the criteria that a company does not meet."""
        parts = list(condition.iter_conditions())
        labels = list(dict.fromkeys(self._get_label(part, company) for part in parts))
        only = parts[0] if len(parts) == 1 and parts[0] == condition else None
        field = only and company._fields.get(only.field_expr)
        if not field or only.operator not in ("=", "in"):
            return self.env._(
                "%(fields)s: %(company)s does not meet this criterion.", fields=", ".join(labels), company=company.name
            )
        wanted = only.value if isinstance(only.value, (list, tuple, set, frozenset)) else [only.value]
        return self.env._(
            "%(field)s: %(wanted)s is asked for; of %(company)s it is %(value)s.",
            field=labels[0],
            wanted=", ".join(self._in_words_of(field, wanted)) or self.env._("nothing"),
            company=company.name,
            value=", ".join(self._in_words_of(field, self._get_values(field, company))) or self.env._("not known"),
        )

    def _get_label(self, part, company):
        name = part.field_expr.split(".")[0]
        return company._fields[name]._description_string(self.env) if name in company._fields else name

    def _get_values(self, field, company):
        value = company[field.name]
        return value.ids if field.relational else [value]

    def _in_words_of(self, field, values):
        """Return values of a field as its reader calls them."""
        if field.relational:
            ids = [value for value in values if isinstance(value, int) and value]
            records = self.env[field.comodel_name].browse(ids).exists()._filtered_access("read")
            return [*records.mapped("display_name"), *(value for value in values if isinstance(value, str))]
        if field.type == "selection":
            labels = dict(field._description_selection(self.env))
            return [labels.get(value, str(value)) for value in values if value]
        if field.type == "boolean":
            return [self.env._("yes") if value else self.env._("no") for value in values]
        return [str(value) for value in values if value not in (False, None, "")]
