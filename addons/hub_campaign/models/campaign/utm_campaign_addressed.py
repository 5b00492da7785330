from odoo import models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today

# Why a company is left out, in the order in which the reasons are looked for.
LEFT_OUT_SELECTION = [
    ("already", "In this campaign already"),
    ("nobody", "Nobody holds the chosen role"),
    ("opted_out", "Opted out of this purpose"),
    ("no_consent", "Sole trader who has not consented"),
    ("no_address", "No address"),
    ("not_given", "Sole trader who did not give the address"),
    ("register", "Address known only from the register"),
    ("blacklisted", "Blacklisted"),
    ("same_person", "Person addressed for another company already"),
]


class UtmCampaign(models.Model):
    """Who is addressed on each company of the audience, or why nobody is: one SQL query, however many there are."""

    _inherit = "utm.campaign"

    def _addressed(self):
        """Return the query of the companies of the audience, with who is addressed or why nobody is.

        :return: columns ``partner_id``, ``contact_id``, ``role``, ``email``, ``email_normalized``, ``lang``,
            ``commune_id`` and ``reason``, a value of :data:`LEFT_OUT_SELECTION` or NULL
        :rtype: SQL
        """
        self.ensure_one()
        self.env.flush_all()
        audience = self.env["res.partner"]._search(self._audience())
        columns = (SQL.identifier(audience.table, name) for name in ("id", "is_natural_person", "lang", "commune_id"))
        return SQL(
            """WITH audience AS (%(audience)s), candidate AS (%(candidates)s), checked AS (%(checked)s),
               chosen AS (
                   SELECT DISTINCT ON (partner_id) *
                     FROM checked
                 ORDER BY partner_id, (reason IS NOT NULL), rank, (lang IS DISTINCT FROM %(lang)s), contact_id
               )
               SELECT partner_id, contact_id, role, email, email_normalized, lang, commune_id,
                      CASE WHEN reason IS NULL AND (is_addressed OR turn > 1) THEN 'same_person' ELSE reason END
                          AS reason
                 FROM (
                     SELECT chosen.*,
                            ROW_NUMBER() OVER (
                                PARTITION BY COALESCE(email_normalized, contact_id::text), reason IS NULL
                                    ORDER BY partner_id
                            ) AS turn
                       FROM chosen
                 ) AS numbered""",
            audience=audience.select(*columns),
            candidates=self._candidates(),
            checked=self._checked(),
            lang=self.addressee_lang or None,
        )

    def _candidates(self):
        """Return the query of who could be addressed on each company: ``partner_id, contact_id, role, rank``.

        Somebody with the role goes first, the general address of the company last. A sole trader is the person.
        """
        parts = [self._candidates_themselves()]
        if self.addressee == "representative":
            parts.append(self._candidates_representing())
        elif self.addressee != "company":
            parts.append(self._candidates_with_role())
        return SQL(" UNION ALL ").join(parts)

    def _candidates_themselves(self):
        falls_back = self.addressee == "company" or self.addressee_fallback
        return SQL(
            """SELECT company.id AS partner_id,
                      CASE WHEN %(falls_back)s OR company.is_natural_person THEN company.id END AS contact_id,
                      NULL AS role,
                      CASE WHEN company.is_natural_person THEN 0 WHEN %(falls_back)s THEN 2 ELSE 3 END AS rank
                 FROM audience AS company""",
            falls_back=falls_back,
        )

    def _candidates_with_role(self):
        deciding = self.addressee == "decision_maker"
        return SQL(
            """SELECT held.partner_id, held.person_id, held.role, 1
                 FROM audience
                 JOIN hub_company_role AS held ON held.partner_id = audience.id
                WHERE %(fits)s AND %(runs)s""",
            fits=SQL("held.is_decision_maker") if deciding else SQL("held.role = %s", self.addressee),
            runs=self.env["hub.company.role"]._period_sql("held", today(self.env)),
        )

    def _candidates_representing(self):
        clusters = tuple(self.cluster_ids.ids)
        return SQL(
            """SELECT membership.partner_id, membership.contact_id, 'representative', 1
                 FROM audience
                 JOIN hub_cluster_membership AS membership ON membership.partner_id = audience.id
                WHERE membership.contact_id IS NOT NULL AND %(own)s AND %(runs)s""",
            own=SQL("membership.cluster_id IN %s", clusters) if clusters else SQL("TRUE"),
            runs=self.env["hub.cluster.membership"]._period_sql("membership", today(self.env)),
        )

    def _checked(self):
        """Return the query of the candidates with what speaks against each of them."""
        return SQL(
            """SELECT known.*,
                      CASE WHEN is_member THEN 'already'
                           WHEN contact_id IS NULL THEN 'nobody'
                           WHEN has_withdrawn THEN 'opted_out'
                           WHEN is_natural AND NOT has_given THEN 'no_consent'
                           WHEN %(reachable)s THEN NULL
                           ELSE COALESCE(problem, 'no_address')
                      END AS reason
                 FROM (%(known)s) AS known""",
            reachable=self._reachable(),
            known=self._known_of_candidates(),
        )

    def _reachable(self):
        by_email = SQL("problem IS NULL")
        by_phone = SQL("has_phone")
        if self.channel == "both":
            return SQL("(%s OR %s)", by_email, by_phone)
        return by_phone if self.channel == "phone" else by_email

    def _known_of_candidates(self):
        """Return the query of what is known of candidates: language, address, answers, what speaks against mailings."""
        return SQL(
            """SELECT candidate.*, company.commune_id,
                      CASE WHEN person.lang IN %(installed)s THEN person.lang
                           WHEN company.lang IN %(installed)s THEN company.lang
                           ELSE %(default_lang)s END AS lang,
                      CASE WHEN person.email_source IS DISTINCT FROM 'register' THEN person.email END AS email,
                      CASE WHEN person.email_source IS DISTINCT FROM 'register' THEN person.email_normalized END
                          AS email_normalized,
                      company.is_natural_person IS TRUE OR person.is_natural_person IS TRUE AS is_natural,
                      company.id IN (SELECT partner_id FROM hub_campaign_member WHERE campaign_id = %(campaign)s)
                          AS is_member,
                      person.id IN (SELECT contact_id FROM hub_campaign_member
                                     WHERE campaign_id = %(campaign)s AND contact_id IS NOT NULL)
                      OR COALESCE(
                          person.email_source IS DISTINCT FROM 'register' AND person.email_normalized IN (
                              SELECT email_normalized FROM hub_campaign_member
                               WHERE campaign_id = %(campaign)s AND email_normalized IS NOT NULL),
                          FALSE) AS is_addressed,
                      person.id IN (SELECT person_id FROM hub_consent
                                     WHERE purpose_id = %(purpose)s AND state = 'withdrawn')
                      OR COALESCE(
                          person.email_normalized IN (
                              SELECT email_normalized FROM hub_consent
                               WHERE purpose_id = %(purpose)s AND state = 'withdrawn'
                                 AND email_normalized IS NOT NULL),
                          FALSE) AS has_withdrawn,
                      person.id IN (SELECT person_id FROM hub_consent
                                     WHERE purpose_id = %(purpose)s AND state = 'given') AS has_given,
                      COALESCE(person.phone, '') != '' AND COALESCE(
                          person.phone_sanitized NOT IN (
                              SELECT number FROM phone_blacklist WHERE active AND number IS NOT NULL),
                          TRUE) AS has_phone,
                      CASE WHEN person.email_normalized IS NULL THEN 'no_address'
                           WHEN person.email_source = 'register' THEN 'register'
                           WHEN company.is_natural_person AND person.email_source IS DISTINCT FROM 'given'
                               THEN 'not_given'
                           WHEN person.email_normalized IN (SELECT email FROM mail_blacklist WHERE active)
                               THEN 'blacklisted'
                      END AS problem
                 FROM candidate
                 JOIN audience AS company ON company.id = candidate.partner_id
            LEFT JOIN res_partner AS person ON person.id = candidate.contact_id AND person.active""",
            installed=tuple(code for code, _name in self.env["res.lang"].get_installed()),
            default_lang=self.env["hub.campaign.member"]._default_lang(),
            campaign=self.id,
            purpose=self.purpose_id.id or 0,
        )
