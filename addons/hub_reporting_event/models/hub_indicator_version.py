from odoo import api, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import columns


class HubIndicatorVersion(models.Model):
    """What an action costs, and the posts of a plan, shared equally by all who took part.

    Who took part in an action of which nothing was spent yet, or of a plan whose posts nobody has entered, is left
    out.
    """

    _inherit = "hub.indicator.version"

    @api.model
    def _get_methods(self):
        return {
            **super()._get_methods(),
            "action_cost": self.env._("Cost of the Action, Shared by Its Participants"),
            "action_posts": self.env._("Posts of the Plan, Shared by the Participants of Its Actions"),
        }

    def _get_action_cost_sql(self, question):
        return self._get_shared_by_participants_sql(question, "event.event", "cost_spent", "id")

    def _get_action_posts_sql(self, question):
        return self._get_shared_by_participants_sql(question, "hub.action.plan", "fte", "action_plan_id")

    def _get_shared_by_participants_sql(self, question, model, name, by):
        """Return the facts of ``plain``, each with its part of what an action or its plan has.

        :param str model: what has the amount
        :param str name: its field with the amount
        :param str by: the field of an event with its id
        """
        owners, events, rows = self.env[model], self.env["event.event"], self.env["event.registration"]
        having = owners.with_context(active_test=False)._search([(name, ">", 0)])
        query = rows._search([("active", "=", True), ("state", "=", "done"), ("event_id.active", "=", True)])
        event = query.left_join(query.table, "event_id", events._table, "id", "event_of")
        owner = SQL.identifier(event, by)
        return SQL(
            """WITH owner AS (%(owners)s),
                    taking AS (%(taking)s)
               SELECT %(columns)s, owner.amount / taking.participants AS value
                 FROM plain
                 JOIN taking ON taking.id = plain.res_id
                 JOIN owner ON owner.id = taking.owner_id
                WHERE plain.res_model = 'event.registration'""",
            owners=having.select(SQL("%s AS id, %s::numeric AS amount", *columns(owners, having, "id", name))),
            taking=query.select(
                SQL("%s AS id, %s AS owner_id", SQL.identifier(query.table, "id"), owner),
                SQL("COUNT(*) OVER (PARTITION BY %s) AS participants", owner),
            ),
            columns=self._get_columns_sql("plain", question),
        )
