from odoo import api, models
from odoo.tools import SQL


class ResPartner(models.Model):
    """The address to which a contact may be mailed. Each rule stands once, for a query and for a record.

    An address that is known from the enterprise register alone is never mailed: the register's data of natural persons
    may not be reused for direct marketing (Code of economic law, art. III.31, and the licence of the open data of the
    Crossroads Bank for Enterprises).
    """

    _inherit = "res.partner"

    def _get_mailable_email(self):
        """Return the address for mailings; none if it is known from the register alone."""
        return self.email if self.email_source != "register" else False

    @api.model
    def _get_mailable_sql(self, person, field):
        """Return the expression for :meth:`_get_mailable_email` in a query.

        :param str person: the alias of the contact
        :param str field: ``email`` or ``email_normalized``
        """
        return SQL(
            "CASE WHEN %s IS DISTINCT FROM 'register' THEN %s END",
            SQL.identifier(person, "email_source"),
            SQL.identifier(person, field),
        )

    @api.model
    def _get_mail_problem_sql(self, person, company):
        """Return the expression for why a contact can't be mailed on behalf of a company, NULL if it can.

        A sole trader is a natural person: the address has to come from him or her.
        """
        return SQL(
            """CASE WHEN %(email)s IS NULL THEN 'no_address'
                    WHEN %(source)s = 'register' THEN 'register'
                    WHEN %(is_natural_person)s AND %(source)s IS DISTINCT FROM 'given' THEN 'not_given'
                    WHEN %(email)s IN (SELECT email FROM mail_blacklist WHERE active) THEN 'blacklisted'
               END""",
            email=SQL.identifier(person, "email_normalized"),
            source=SQL.identifier(person, "email_source"),
            is_natural_person=SQL.identifier(company, "is_natural_person"),
        )

    @api.model
    def _get_has_phone_sql(self, person):
        """Return the condition that a contact can be called."""
        return SQL(
            """COALESCE(%s, '') != '' AND COALESCE(
                   %s NOT IN (SELECT number FROM phone_blacklist WHERE active AND number IS NOT NULL), TRUE)""",
            SQL.identifier(person, "phone"),
            SQL.identifier(person, "phone_sanitized"),
        )

    @api.model
    def _get_emails_of_register(self, emails):
        """Return which of these addresses nobody gave and no public source has: only the register."""
        if not emails:
            return []
        self.flush_model(["email_normalized", "email_source", "active"])
        # Past the access rules: it is about the address, whichever agency keeps the contact.
        query = SQL(
            """SELECT email_normalized FROM res_partner WHERE email_normalized IN %s AND active
             GROUP BY email_normalized HAVING BOOL_AND(COALESCE(email_source, '') = 'register')""",
            tuple(emails),
        )
        return [email for [email] in self.env.execute_query(query)]
