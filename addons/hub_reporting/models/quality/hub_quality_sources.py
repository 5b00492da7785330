from odoo import SUPERUSER_ID, api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import column


class HubInteraction(models.Model):
    """A conversation counts for the programme that pays for it, on the day on which it took place."""

    _name = "hub.interaction"
    _inherit = ["hub.interaction", "hub.quality.source.mixin"]

    @api.model
    @api.depends("date")
    def _quality_entered_late(self):
        """Return the domain of the conversations that were over a year old when somebody entered them.

        What the superuser has entered came with a migration: nobody has slipped there.
        """

        def to_sql(model, alias, query):
            date, entered = (column(model, alias, query, name) for name in ("date", "create_date"))
            return SQL("%s < %s - INTERVAL '1 year'", date, entered)

        return Domain("create_uid", "!=", SUPERUSER_ID) & Domain.custom(to_sql=to_sql)

    def _mend_programme(self):
        """Take the programme of the account manager's nearest conversation that has one which ran on the day."""
        if not self:
            return
        self.flush_model()
        programmes = self.env["hub.programme"]
        rows = self.env.execute_query(
            SQL(
                """SELECT own.id, nearest.programme_id
                     FROM hub_interaction AS own
               CROSS JOIN LATERAL (
                              SELECT near.programme_id
                                FROM hub_interaction AS near
                                JOIN hub_programme AS programme ON programme.id = near.programme_id
                               WHERE near.user_id = own.user_id AND near.active AND programme.id IN %(readable)s
                                 AND %(runs)s
                            ORDER BY GREATEST(near.date, own.date) - LEAST(near.date, own.date), near.id
                               LIMIT 1) AS nearest
                    WHERE own.id IN %(ids)s AND own.programme_id IS NULL""",
                readable=programmes._search(Domain.TRUE).subselect(),
                runs=programmes._period_sql("programme", SQL("own.day")),
                ids=self._ids,
            )
        )
        found = dict(rows)
        for programme, conversations in self.grouped(lambda each: found.get(each.id)).items():
            if programme:
                conversations.programme_id = programme


class HubOutcome(models.Model):
    """An outcome counts by how well it is proven."""

    _name = "hub.outcome"
    _inherit = ["hub.outcome", "hub.quality.source.mixin"]

    def _mend_proof(self):
        """Call documented what has a document or names one."""
        self.filtered(lambda outcome: outcome.reference or outcome.attachment_ids).proof_level = "documented"


class CrmLead(models.Model):
    """A lead counts for the company of its contact."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "hub.quality.source.mixin"]
    _quality_company = "partner_id.commercial_partner_id"
    _quality_agency = "company_id"
