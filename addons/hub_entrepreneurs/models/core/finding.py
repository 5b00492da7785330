"""What somebody types is found however it is written: names by their words, phone numbers by their digits."""

from odoo import api, models, tools
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.phone_validation.models.mail_thread_phone import PHONE_REGEX_PATTERN

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

    Core looks for digits by their trigrams, which many numbers share. A whole Belgian number is looked up as it is
    where a field holds one and nothing else, and by trigrams among the few other fields.

    Core: phone_validation/models/mail_thread_phone.py, 19.0. Contract: test_core_search.
    """

    _inherit = "mail.thread.phone"

    def init(self):
        super().init()
        for name in self._get_stored_number_fields():
            column = SQL.identifier(name)
            national = self._get_national_sql(column)
            for suffix, method, expression, where in (
                ("national", "btree", national, SQL("%s IS NOT NULL", national)),
                ("odd", "gin", SQL("%s gin_trgm_ops", self._get_written_sql(column)), self._get_odd_sql(column)),
            ):
                if method == "gin" and not self.env.registry.has_trigram:
                    continue
                self.env.cr.execute(
                    SQL(
                        "CREATE INDEX IF NOT EXISTS %s ON %s USING %s (%s) WHERE %s",
                        SQL.identifier(tools.sql.make_identifier(f"{self._table}_{name}_{suffix}_idx")),
                        SQL.identifier(self._table),
                        SQL(method),
                        expression,
                        where,
                    )
                )

    @api.model
    def _search_phone_mobile_search(self, operator, value):
        numbers = phone.numbers(value) if operator in ("like", "ilike") and isinstance(value, str) else []
        if not numbers:
            return super()._search_phone_mobile_search(operator, value)
        # The table is asked at once.
        self.flush_model([*self._phone_get_number_fields()])
        return Domain.OR(
            self._domain_whole_number(number)
            if phone.is_whole(number)
            else super(MailThreadPhone, self)._search_phone_mobile_search("like", number)
            | Domain("phone_sanitized", "=", f"+{number}")
            for number in numbers
        )

    @api.model
    def _domain_whole_number(self, number):
        """Return the domain of the records that have a Belgian number, with or without anything else in its field."""
        table = SQL.identifier(self._table)
        rows = self.env.execute_query(
            SQL(" UNION ALL ").join(
                SQL(
                    "SELECT id FROM %(table)s WHERE %(national)s = %(number)s UNION ALL "
                    "SELECT id FROM %(table)s WHERE %(odd)s AND %(written)s LIKE %(part)s",
                    table=table,
                    national=self._get_national_sql(column),
                    number=number,
                    odd=self._get_odd_sql(column),
                    written=self._get_written_sql(column),
                    part=f"%{number}%",
                )
                for column in map(SQL.identifier, self._get_stored_number_fields())
            )
        )
        return Domain("id", "in", [id_ for (id_,) in rows])

    @api.model
    def _get_stored_number_fields(self):
        return [name for name in self._phone_get_number_fields() if name in self._fields and self._fields[name].store]

    @api.model
    def _get_written_sql(self, column):
        """Return the term of what is written without blanks and signs, as core's indexes have it."""
        return SQL("REGEXP_REPLACE(%s::text, %s, '', 'g')", column, PHONE_REGEX_PATTERN)

    @api.model
    def _get_national_sql(self, column):
        """Return the term of the one Belgian number that is all that is written, without prefix; else of none."""
        return SQL("SUBSTRING(%s FROM %s)", self._get_written_sql(column), phone.WRITTEN_NATIONAL)

    @api.model
    def _get_odd_sql(self, column):
        return SQL("%s IS NOT NULL AND %s IS NULL", column, self._get_national_sql(column))
