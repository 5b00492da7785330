"""What somebody types is found however it is written: names by their words, phone numbers by their digits."""

import functools

from odoo import api, models, tools
from odoo.fields import Domain

from ...domain import phone
from ...domain.signs import folded, words
from ...tools import finding
from ...tools.compat import column

_IN_ADDRESSES = ("title", "city", "street", "street2")


class Base(models.AbstractModel):
    """Records are found by the words of their names, in any order and any writing, in every model.

    Core looks for the whole text that somebody typed, sign by sign, or without accents where PostgreSQL has
    ``unaccent``. Here a name is found that has all the words: accents, capitals, ligatures, apostrophes, hyphens and
    dots make no difference. Names are the fields by which a model goes, those called …name, titles and places; what
    else is compared with ``ilike`` stays with core.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_search.
    """

    _inherit = "base"

    _found_by = ()
    """The columns that are searched together, as in :data:`..tools.finding.SEARCHED_TOGETHER`."""

    _found_within = ()
    """Other columns whose text is within these."""

    @api.model
    def _search(self, domain, *args, **kwargs):
        return super()._search(self._in_any_writing(domain), *args, **kwargs)

    # A domain without a name finds what core's finds, and an export reads linked records without any.
    _search.is_transparent = True

    def filtered_domain(self, domain):
        return super().filtered_domain(self._in_any_writing(domain))

    @api.model
    def _search_display_name(self, operator, value):
        """Find the records that have each word in one of the fields by which they go."""
        if operator == "not ilike":
            return ~Domain(self._search_display_name("ilike", value))
        each = super()._search_display_name
        if operator != "ilike" or not isinstance(value, str) or not words(value):
            return each(operator, value)
        return Domain.AND(self._in_any_writing(each("ilike", word)) for word in self._get_name_words(value))

    @api.model
    def _get_name_words(self, text):
        """Return the words that a name must have so that a text finds it."""
        return words(text)

    @api.model
    def _in_any_writing(self, domain):
        """Return a domain in which names are compared by their words."""
        domain = Domain(domain)
        if any(condition.operator in ("ilike", "not ilike") for condition in domain.iter_conditions()):
            return domain.map_conditions(self._condition_in_any_writing)
        return domain

    @api.model
    def _condition_in_any_writing(self, condition):
        name, operator, value = condition.field_expr, condition.operator, condition.value
        if operator not in ("ilike", "not ilike") or not isinstance(value, str) or not words(value):
            return condition
        if name in self._name_fields():
            found = Domain.AND(self._domain_has(name, word) for word in self._get_name_words(value))
            return found if operator == "ilike" else ~found
        if operator == "ilike" and name in (*self._found_by, *self._found_within):
            # The index finds a few that may have it, and core's comparison takes those that do.
            return self._domain_found_by(value) & condition
        return condition

    @api.model
    @tools.ormcache()
    def _name_fields(self):
        """Return the stored texts of this model that name something."""
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.type == "char" and field.store and field.column_type and not field.company_dependent
            if name == self._rec_name or name.endswith("name") or name in _IN_ADDRESSES
        )

    @api.model
    def _domain_has(self, name, word):
        """Return the domain of the records whose field has a word."""
        is_indexed = name in (*self._found_by, *self._found_within)
        has = finding.has_besides if is_indexed else finding.has
        has_it = Domain.custom(
            to_sql=lambda model, alias, query: has(column(model, alias, query, name), word),
            predicate=lambda record: folded(word) in folded(record[name]),
        )
        return self._domain_found_by(word) & has_it if is_indexed else has_it

    @api.model
    def _domain_found_by(self, word):
        """Return the domain of the records that have a word in one of the columns that are searched together."""
        fields = [self._fields[name] for name in self._found_by]

        def to_sql(_model, alias, _query):
            return finding.has_together(alias, word, fields)

        def predicate(record):
            return folded(word) in folded(" ".join(record[name] or "" for name in self._found_by))

        return Domain.custom(to_sql=to_sql, predicate=predicate)


class MailThreadPhone(models.AbstractModel):
    """A phone number is found by its digits, whichever way it is typed and stored.

    Core strips blanks, dots, slashes, brackets and hyphens, and takes ``+`` and ``00`` for the same; a national and an
    international spelling of one number it takes for two.

    Core: phone_validation/models/mail_thread_phone.py, 19.0. Contract: test_core_search.
    """

    _inherit = "mail.thread.phone"

    @api.model
    def _search_phone_mobile_search(self, operator, value):
        numbers = phone.numbers(value) if operator in ("like", "ilike") and isinstance(value, str) else []
        if not numbers:
            return super()._search_phone_mobile_search(operator, value)
        # Core asks the table at once.
        self.flush_model([*self._phone_get_number_fields()])
        written = map(functools.partial(super()._search_phone_mobile_search, "like"), numbers)
        sanitized = Domain("phone_sanitized", "in", [f"+{number}" for number in numbers])
        return Domain.OR([*written, sanitized])
