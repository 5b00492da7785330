from collections import defaultdict
from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL, format_date

from ...domain.day import Company, Found
from ...tools import dates
from ...tools.compat import column, columns
from ...tools.groups import ACCOUNT_MANAGER, CLUSTER_MANAGER, DIRECTOR, PERSONAL_DATA, READER

_LADDER = (DIRECTOR, CLUSTER_MANAGER, ACCOUNT_MANAGER)
NOBODY = Company(0, "", "", active=True)


class HubDay(models.AbstractModel):
    """The first page of a day: what matters now to who is logged in.

    1. Each addon adds its cards in :meth:`_day_cards`, and each card is a query. All queries are one statement, and the
       companies of all rows are read at once: the number of queries grows neither with the rows nor with the cards. One
       statement before tells which of the cards can have rows at all.
    2. A card holds what the user may see: its query is a search under the user's rules. Companies are named under them
       as well.
    3. What a card counts can be opened: all of it is on the card, or its action finds just as many.
    4. Whoever has several roles sees the cards of the lower ones last, and only where there is something on them. Below
       the roles that stand beside the ladder is that of an account manager.
    """

    _name = "hub.day"
    _description = "Today"

    @api.readonly
    @api.model
    def get_day(self):
        """Return the cards of the user's day.

        :rtype: dict
        :raises AccessError: if the user has no role of Hub
        """
        if not any(map(self.env.user.has_group, (READER, PERSONAL_DATA))):
            raise AccessError(
                self.env._("Today is for those who have a role in Business Support. Ask a director for a role.")
            )
        # The queries read what is in the database.
        self.env.flush_all()
        # All that a day needs of them; core would read each column.
        self.env.user.fetch(["partner_id"])
        self.env.companies.fetch(["parent_path"])
        lower = self._get_lower_roles()
        cards = sorted(self._fill(self._day_cards()), key=lambda card: card.role in lower)
        return {
            "day": fields.Date.to_string(dates.today(self.env)),
            "cards": [card.to_browser() for card in cards if card.count or card.role not in lower],
        }

    @api.model
    def _day_cards(self):
        """Return the cards of this user, in the order in which they are shown as long as the user chose no other.

        :rtype: list[Card]
        """
        return []

    @api.model
    def _has_role(self, group):
        return self.env.user.has_group(group)

    @api.model
    def _get_mine(self):
        """Return the ids of the users whose work is this user's today: also of those for whom the user stands in."""
        return self.env["hub.stand.in"]._get_colleagues_of(self.env.uid)

    @api.model
    def _get_lower_roles(self):
        """Return the roles of the ladder below one that the user has besides."""
        own = next((group for group in _LADDER if self._has_role(group)), None)
        lower = {*_LADDER} - {own}
        if own == ACCOUNT_MANAGER and any(map(self._has_role, self._get_roles_beside())):
            lower.add(own)
        return lower

    @api.model
    def _get_roles_beside(self):
        """Return the roles beside the ladder that have a day of their own."""
        return (PERSONAL_DATA,)

    # Rows

    @api.model
    def _fill(self, cards):
        """Return cards with their rows."""
        found = self._find_rows([card for card in cards if card.select])
        companies = self._get_companies({row.partner_id for rows in found.values() for row in rows})
        filled = []
        for card in cards:
            rows = found.get(card.key, [])
            lines = tuple(self._tell(card, row, companies.get(row.partner_id, NOBODY)) for row in rows)
            changes = {"lines": lines, "count": rows[0].total if rows else 0} if card.select else {}
            if card.lists and rows:
                changes["opens"] = self._get_opened(card.lists, [("id", "in", rows[0].ids)])
            filled.append(replace(card, **changes, buttons=tuple(filter(self._is_there, card.buttons))))
        return filled

    @api.model
    def _tell(self, card, row, company):
        key = f"{card.key}.{row.extra.get('kind', '')}{row.id}"
        return replace(card.tell(row, company), partner_id=company.id or None, key=key)

    @api.model
    def _find_rows(self, cards):
        """Return the first rows of each card, in one statement.

        :rtype: dict[str, list[Found]]
        """
        cards = self._leave_out_empty(cards)
        if not cards:
            return {}
        parts = [
            SQL(
                """SELECT %(key)s AS card, ranked.*
                     FROM (SELECT COUNT(*) OVER () AS total, ROW_NUMBER() OVER (ORDER BY %(order)s) AS rank,
                                  %(ids)s AS ids, row.*
                             FROM (%(select)s) row (id, partner_id, at, extra)) ranked
                    WHERE rank <= %(limit)s""",
                key=card.key,
                order=card.order or SQL("at, id"),
                ids=SQL("ARRAY_AGG(row.id) OVER ()") if card.lists else SQL("NULL::integer[]"),
                select=card.select() if callable(card.select) else card.select,
                limit=card.limit,
            )
            for card in cards
        ]
        rows = self.env.execute_query(SQL("%s ORDER BY card, rank", SQL(" UNION ALL ").join(parts)))
        found = defaultdict(list)
        for card, total, _rank, ids, id_, partner_id, at, extra in rows:
            found[card].append(Found(card, total, id_, partner_id, at, extra or {}, ids or ()))
        return found

    @api.model
    def _leave_out_empty(self, cards):
        """Return the cards that can have rows, as far as their candidates tell."""
        told = [card for card in cards if card.candidates]
        if not told:
            return cards
        [there] = self.env.execute_query(
            SQL("SELECT %s", SQL(", ").join(SQL("EXISTS (%s)", card.candidates) for card in told))
        )
        empty = {card.key for card, exists in zip(told, there, strict=True) if not exists}
        return [card for card in cards if card.key not in empty]

    @api.model
    def _get_companies(self, ids):
        """Return these companies and starters as far as the user may read them, the archived included, by id."""
        partners = self.env["res.partner"].with_context(active_test=False)
        ids.discard(None)
        if not ids:
            return {}
        query = partners._search([("id", "in", list(ids))])
        names = ("id", "name", "city", "active", *(["commune_id"] if self._has_role(READER) else []))
        terms = columns(partners, query, *names)
        if "commune_id" in names:
            terms[-1] = self._look_up("hub.commune", "name", terms[-1])
        unnamed = self.env._("Unnamed")
        return {
            id_: Company(id_, name or unnamed, next(filter(None, communes), None) or city or "", active)
            for id_, name, city, active, *communes in self.env.execute_query(query.select(*terms))
        }

    @api.model
    def _get_opened(self, xmlid, domain, **context):
        """Return the action that opens what a domain finds, whatever filters the user's lists open with otherwise."""
        return {
            "xml_id": xmlid,
            "domain": list(domain),
            "context": {"search_disable_custom_filters": True, **context},
        }

    @api.model
    def _is_there(self, button):
        """Tell whether the action of a button is there: an addon that brings it need not be installed."""
        xmlid = button.action if isinstance(button.action, str) else button.action.get("xml_id")
        return not xmlid or bool(self.env["ir.model.data"]._xmlid_to_res_id(xmlid, raise_if_not_found=False))

    # Parts of queries

    @api.model
    def _select(self, model, domain, partner=None, at=None, **extra):
        """Return the query of a card's rows: the records of a model that a domain finds under the rules of its user.

        :param partner: the name of the field with the company or contact, or a term; none where a row has no company
        :param at: the name of the field with the day or moment, or a term
        :param extra: names of fields or terms by key
        """
        query = model._search(domain)

        def term(part):
            if part is None or isinstance(part, SQL):
                return part or SQL("NULL")
            return columns(model, query, part)[0]

        pairs = SQL(", ").join(SQL("%s::text, %s", key, term(part)) for key, part in extra.items())
        return query.select(
            columns(model, query, "id")[0],
            SQL("%s::integer", term(partner)),
            SQL("%s::timestamp", term(at)),
            SQL("jsonb_build_object(%s)", pairs),
        )

    @api.model
    def _column(self, model, alias, name):
        """Return the term of a field of a table that a query joins by hand, in the user's language."""
        return column(self.env[model], alias, None, name)

    @api.model
    def _look_up(self, model, name, id_):
        """Return the term of a field of the one record of a model that a row names."""
        alias = "looked_up"
        return SQL(
            "(SELECT %s FROM %s %s WHERE %s = %s)",
            self._column(model, alias, name),
            SQL.identifier(self.env[model]._table),
            SQL.identifier(alias),
            SQL.identifier(alias, "id"),
            id_,
        )

    # Words

    @api.model
    def _date(self, moment):
        return format_date(self.env, moment) if moment else ""

    @api.model
    def _days_late(self, day):
        """Return how long ago a day was, or when it comes, in words."""
        late = (dates.today(self.env) - day).days
        if late == 0:
            return self.env._("today")
        if late == 1:
            return self.env._("1 day late")
        return self.env._("%s days late", late) if late > 0 else self._days_left(day)

    @api.model
    def _days_left(self, day):
        left = (day - dates.today(self.env)).days
        if left == 0:
            return self.env._("today")
        return self.env._("tomorrow") if left == 1 else self.env._("in %s days", left)

    @api.model
    def _in_words(self, *parts):
        """Return what is there of some parts, as one line."""
        return " · ".join(str(part) for part in parts if part)

    @api.model
    def _log_with(self, company):
        """Return the record that opens the dialog of a conversation with a company, if it is one."""
        return ("res.partner", company.id) if company.id and self._may_log() else None

    @api.model
    def _may_log(self):
        return self.env["hub.interaction"].has_access("create")

    @api.model
    def _name_of(self, company):
        """Return the name of a company, and whether it is archived."""
        return company.name if company.active else self.env._("%s (archived)", company.name)
