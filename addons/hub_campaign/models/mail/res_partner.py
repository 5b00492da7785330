from odoo import api, fields, models, tools
from odoo.tools import SQL


class ResPartner(models.Model):
    """The address to which a contact may be mailed. Each rule stands once, for a record and for a query.

    An address that is known from the enterprise register alone is never mailed: the register's data of natural persons
    may not be reused for direct marketing (Code of economic law, art. III.31, and the licence of the open data of the
    Crossroads Bank for Enterprises). In a query, ``person`` is the contact and ``company`` the one it is addressed for.
    """

    _inherit = "res.partner"

    email_others = fields.Char(
        "Other Email Addresses",
        compute="_compute_email_others",
        store=True,
        index="btree_not_null",
        help="The normalized addresses behind the first one, where the field for it holds several.",
    )

    @api.depends("email")
    def _compute_email_others(self):
        several = self.filtered(lambda each: (each.email or "").count("@") > 1)
        (self - several).email_others = False
        for partner in several:
            partner.email_others = " ".join(tools.email_normalize_all(partner.email)[1:]) or False

    @api.model
    def _get_has_email_sql(self, condition):
        """Return the condition that none of a contact's addresses is known, or one fulfils a condition on ``email``."""
        return SQL(
            """(person.email_normalized IS NULL OR EXISTS (
                   SELECT
                     FROM UNNEST(person.email_normalized::text || STRING_TO_ARRAY(person.email_others, ' ')) AS email
                    WHERE %s))""",
            condition,
        )

    # Where an address comes from says nothing about the next one

    def write(self, vals):
        changed = self.browse()
        if "email" in vals and "email_source" not in vals:
            new = tools.email_normalize_all(vals["email"])
            changed = self.filtered(lambda each: each.email_source and tools.email_normalize_all(each.email) != new)
        result = super().write(vals)
        if changed:
            changed.write({"email_source": False})
        return result

    @api.onchange("email")
    def _onchange_email_source(self):
        """Ask anew where the address comes from when it is replaced."""
        if tools.email_normalize_all(self.email) != tools.email_normalize_all(self._origin.email):
            self.email_source = self.email_source if self.email_source != self._origin.email_source else False

    def _get_mailable_email(self):
        """Return the address for mailings; none if it is known from the register alone."""
        return self.email if self.email_source != "register" else False

    @api.model
    def _get_mailable_sql(self, field):
        """Return the expression for the same, or for its normalized form."""
        return SQL(
            "CASE WHEN person.email_source IS DISTINCT FROM 'register' THEN %s END", SQL.identifier("person", field)
        )

    @api.model
    def _get_mail_problem_sql(self):
        """Return the expression for why a contact can't be mailed, NULL if it can; a sole trader gives the address."""
        return SQL(
            """CASE WHEN person.email_normalized IS NULL THEN 'no_address'
                    WHEN person.email_source = 'register' THEN 'register'
                    WHEN company.is_natural_person AND person.email_source IS DISTINCT FROM 'given' THEN 'not_given'
                    WHEN NOT %s THEN 'blacklisted'
               END""",
            self._get_has_email_sql(self._get_not_blacklisted_sql()),
        )

    @api.model
    def _get_not_blacklisted_sql(self):
        """Return the condition that ``email``, one of a contact's addresses, is not on Odoo's own list."""
        return SQL("email NOT IN (SELECT email FROM mail_blacklist WHERE active)")

    @api.model
    def _get_has_phone_sql(self):
        """Return the condition that a contact can be called."""
        return SQL(
            """COALESCE(person.phone, '') != '' AND COALESCE(person.phone_sanitized NOT IN (
                   SELECT number FROM phone_blacklist WHERE active AND number IS NOT NULL), TRUE)"""
        )

    @api.model
    def _get_emails_of_register(self, emails):
        """Return which of these addresses nobody gave and no public source has: only the register."""
        if not emails:
            return []
        self.flush_model(["email_normalized", "email_others", "email_source", "active"])
        # Past the access rules: it is about the address, whichever agency keeps the contact.
        query = SQL(
            """SELECT email
                 FROM (
                     SELECT email_normalized AS email, email_source
                       FROM res_partner
                      WHERE email_normalized IN %(emails)s AND active
                      UNION ALL
                     SELECT UNNEST(STRING_TO_ARRAY(email_others, ' ')), email_source
                       FROM res_partner
                      WHERE email_others IS NOT NULL AND active
                 ) AS known
                WHERE email IN %(emails)s
             GROUP BY email
               HAVING BOOL_AND(COALESCE(email_source, '') = 'register')""",
            emails=tuple(emails),
        )
        return [email for [email] in self.env.execute_query(query)]
