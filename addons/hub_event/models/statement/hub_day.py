from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain.day import Card, Line
from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.groups import ACCOUNT_MANAGER

_STATEMENTS = "hub.statement"


class HubDay(models.AbstractModel):
    """Statements that nobody answered, and that are to be asked for by phone."""

    _inherit = "hub.day"

    @api.model
    def _day_cards(self):
        cards = super()._day_cards()
        return [*cards, self._get_statements()] if self._has_role(ACCOUNT_MANAGER) else cards

    # Activities: statements have a card of their own

    @api.model
    def _get_documents(self):
        return {**super()._get_documents(), _STATEMENTS: ("partner_id", None)}

    @api.model
    def _get_kinds_of_documents(self):
        return {**super()._get_kinds_of_documents(), _STATEMENTS: self.env._("statement")}

    @api.model
    def _domain_due(self):
        if not self._has_role(ACCOUNT_MANAGER):
            return super()._domain_due()
        asked = self.env["ir.model.data"]._xmlid_to_res_id("hub_event.mail_activity_type_statement")
        return super()._domain_due() & ~(Domain("res_model", "=", _STATEMENTS) & Domain("activity_type_id", "=", asked))

    @api.model
    def _domain_statements(self):
        # What is asked for a company that nobody keeps is a director's.
        mine = self._get_mine()
        return Domain("state", "=", "to_call") & (
            Domain("user_id", "in", mine) | Domain("activity_user_id", "in", mine)
        )

    @api.model
    def _get_statements(self):
        domain = self._domain_statements()
        service = self._look_up("hub.service", "name", SQL("hub_statement.service_id"))
        action = self._look_up("event.event", "name", SQL("hub_statement.event_id"))
        phone = self._look_up(
            "res.partner", "phone", SQL("COALESCE(hub_statement.contact_id, hub_statement.partner_id)")
        )
        return Card(
            key="statements",
            title=self.env._("Statements to Ask by Phone"),
            icon="fa-check-circle-o",
            role=ACCOUNT_MANAGER,
            select=lambda: self._select(
                self.env[_STATEMENTS],
                domain,
                "partner_id",
                "date_due",
                about=SQL("COALESCE(%s, %s)", service, action),
                moment="moment",
                phone=phone,
            ),
            candidates=SQL("SELECT FROM hub_statement WHERE state = 'to_call'"),
            tell=self._tell_statement,
            empty=self.env._("Companies of yours that did not answer what came of the support stand here."),
            opens=self._get_opened("hub_event.hub_statement_action", domain),
        )

    @api.model
    def _tell_statement(self, row, company):
        day = row.at.date()
        moments = dict(self.env[_STATEMENTS]._fields["moment"]._description_selection(self.env))
        return Line(
            _STATEMENTS,
            row.id,
            self._name_of(company),
            self._in_words(row.extra["phone"], row.extra["about"], moments.get(row.extra["moment"])),
            badge=self._days_late(day),
            late=day < today(self.env),
            log={"xml_id": "hub_event.hub_statement_phone_action", "context": {"default_statement_id": row.id}},
        )


class HubStatement(models.Model):
    """Who keeps a company is told when one of its statements is to be asked for by phone, or is answered."""

    _name = "hub.statement"
    _inherit = ["hub.statement", "hub.day.news.mixin"]
    _shown_on_day = frozenset({"state", "user_id"})
    _concerns = ("user_id",)
