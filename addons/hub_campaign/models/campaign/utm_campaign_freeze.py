from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.labels import with_label
from odoo.addons.hub_entrepreneurs.tools.suppressed import in_steps
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

# Why a company is left out, in the order in which the reasons are looked for.
LEFT_OUT_SELECTION = [
    ("already", "In this campaign already"),
    ("nobody", "Nobody holds the chosen role"),
    ("opted_out", "Opted out of this purpose"),
    ("no_consent", "Sole trader who has not consented"),
    ("no_address", "No address"),
    ("register", "Address known only from the enterprise register"),
    ("not_given", "Sole trader who did not give the address"),
    ("blacklisted", "Blacklisted"),
    ("same_person", "Person addressed for another company already"),
]


class UtmCampaign(models.Model):
    """Freezing: the audience becomes the list of those who are written to or called.

    In: the companies that the filter finds under the user's rights; addressee, channel and purpose of the campaign.
    Out: for each company a member (contact, address, language, commune of today), or the first of these reasons that
    holds: already, nobody, opted_out, no_consent, no_address, register, not_given, blacklisted, same_person.

    1. A company counts once in a campaign. So does an address or a person: the company that was entered first keeps it.
    2. Who holds the chosen role today goes first, then who reads the preferred language, last the general address, if
       the campaign falls back on it. A sole trader is addressed in person.
    3. A no to the purpose counts for the contact and for its address. A sole trader has to have said yes.
    4. A mail goes to an address that is not from the register alone and not blacklisted; a sole trader gave it in
       person. A call goes to a phone that is not blacklisted. Of a campaign by both, one of the two is enough.
    5. Freezing again adds those that fit since. Who is in the list stays, and so does the commune.

    For instance, the owner of a shop has opted out, and the general address of the shop is public: the mail goes there.
    Without *Else the Company Itself* the shop is left out, ``opted_out``.
    """

    _inherit = "utm.campaign"

    frozen_on = fields.Datetime(readonly=True, copy=False)
    frozen_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    def action_freeze(self):
        """Open the dialog that shows who would be in the list, and who is left out and why."""
        self.ensure_one()
        self._check_audience()
        context = {"default_campaign_id": self.id}
        return open_window(self.env, "hub_campaign.hub_campaign_freeze_action", context=context)

    def _freeze(self):
        """Make members of the companies of the audience that can be addressed and are not members yet.

        :return: how many became members
        :raises UserError: if there is nobody to add; the sentence says why
        """
        self.ensure_one()
        self.check_access("write")
        self.env["hub.campaign.member"].check_access("create")
        self._check_audience()
        take_turns(self)
        self._note_personal_data()
        counts = self._insert_members()
        added = counts.pop(None, 0)
        if not added:
            raise UserError(self._get_nobody_message(counts))
        # As superuser: the dates of freezing are read-only for everybody.
        self.sudo().write({"frozen_on": fields.Datetime.now(), "frozen_by_id": self.env.uid})
        self.message_post(body=self._get_freeze_note(added, counts))
        return added

    def _insert_members(self):
        """Make the members, and return what :meth:`_get_freeze_counts` tells; both from one look at the audience."""
        statement = SQL(
            """WITH addressed AS MATERIALIZED (%(addressed)s),
               inserted AS (
                   INSERT INTO hub_campaign_member (
                       campaign_id, partner_id, contact_id, email, email_normalized, lang, commune_id, state,
                       message_bounce, rests_on_personal_data, create_uid, create_date, write_uid, write_date
                   )
                   SELECT %(campaign)s, partner_id, contact_id, email, email_normalized, lang, commune_id, 'targeted',
                          0, %(personal)s, %(user)s, %(now)s, %(user)s, %(now)s
                     FROM addressed
                    WHERE reason IS NULL
                 ORDER BY partner_id
               )
               SELECT reason, COUNT(*) FROM addressed GROUP BY reason""",
            campaign=self.id,
            personal=self.rests_on_personal_data,
            user=self.env.uid,
            now=fields.Datetime.now(),
            addressed=self._get_addressed_query(),
        )
        counts = dict(self.env.execute_query(statement))
        self.env["hub.campaign.member"].invalidate_model()
        self.invalidate_recordset()
        return counts

    def _get_freeze_counts(self):
        """Return how many companies of the audience are left out, by the reason, and under None who would be added.

        :rtype: dict[str | None, int]
        """
        query = SQL("SELECT reason, COUNT(*) FROM (%s) AS addressed GROUP BY reason", self._get_addressed_query())
        return dict(self.env.execute_query(query))

    def _prepare_preview_values(self, limit=10):
        """Return the first of those who would be added, by name: values of ``hub.campaign.freeze.line``.

        :rtype: list[dict]
        """
        query = SQL(
            """SELECT addressed.partner_id, addressed.contact_id, addressed.role, addressed.lang, addressed.email
                 FROM (%s) AS addressed
                 JOIN res_partner AS company ON company.id = addressed.partner_id
                WHERE reason IS NULL
             ORDER BY company.complete_name, company.id
                LIMIT %s""",
            self._get_addressed_query(),
            limit,
        )
        names = ("partner_id", "contact_id", "role", "lang", "email")
        roles = dict(self._fields["addressee"]._description_selection(self.env))
        rows = [dict(zip(names, row, strict=True)) for row in self.env.execute_query(query)]
        return [{**row, "role": roles.get(row["role"] or "company")} for row in rows]

    def _get_left_out(self, reason):
        """Return the companies of the audience that are left out for a reason."""
        query = SQL("SELECT partner_id FROM (%s) AS addressed WHERE reason = %s", self._get_addressed_query(), reason)
        return self.env["res.partner"].browse(id_ for [id_] in self.env.execute_query(query))

    def _get_freeze_note(self, added, counts):
        if self.rests_on_personal_data:
            # The note is for whoever sees the campaign, the list is not.
            return self.env._(
                "The audience was frozen: companies added: %(added)s, left out: %(left_out)s.",
                added=in_steps(self.env, added),
                left_out=in_steps(self.env, sum(counts.values())),
            )
        sentence = self.env._("The audience was frozen: companies added: %s.", added)
        left_out = self._get_left_out_words(counts)
        return f"{sentence} {self.env._('Left out: %s.', left_out)}" if left_out else sentence

    def _get_nobody_message(self, counts):
        if not counts:
            return self.env._("No company fits the audience. Remove or change a condition, and freeze again.")
        if set(counts) == {"already"}:
            return self.env._(
                "Each company of the audience is in the campaign already. Change the audience to add others."
            )
        return self.env._(
            "None of the companies in the audience can be added. %s. Complete the contacts, or choose other companies.",
            self._get_left_out_words(counts),
        )

    @api.model
    def _get_left_out_words(self, counts):
        reasons = self.env["hub.campaign.freeze.reason"]._fields["reason"]._description_selection(self.env)
        return ", ".join(with_label(self.env, label, counts[key]) for key, label in reasons if counts.get(key))

    # Who is addressed on each company, or why nobody is: one SQL query, however many there are

    def _get_addressed_query(self):
        """Return the query of the companies of the audience, with who is addressed or why nobody is.

        :return: columns ``partner_id``, ``contact_id``, ``role``, ``email``, ``email_normalized``, ``lang``,
            ``commune_id`` and ``reason``, a value of :data:`LEFT_OUT_SELECTION` or NULL
        :rtype: SQL
        """
        self.ensure_one()
        self.env.flush_all()
        audience = self.env["res.partner"]._search(self._domain_of_audience())
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
            candidates=self._get_candidates_query(),
            checked=self._get_checked_query(),
            lang=self.addressee_lang or None,
        )

    def _get_candidates_query(self):
        """Return the query of who could be addressed on each company: ``partner_id, contact_id, role, rank``.

        Somebody with the role goes first, the general address of the company last. A sole trader is the person.
        """
        parts = [self._get_themselves_query()]
        if self.addressee == "representative":
            parts.append(self._get_representing_query())
        elif self.addressee != "company":
            parts.append(self._get_with_role_query())
        return SQL(" UNION ALL ").join(parts)

    def _get_themselves_query(self):
        falls_back = self.addressee == "company" or self.addressee_fallback
        return SQL(
            """SELECT company.id AS partner_id,
                      CASE WHEN %(falls_back)s OR company.is_natural_person THEN company.id END AS contact_id,
                      NULL AS role,
                      CASE WHEN company.is_natural_person THEN 0 WHEN %(falls_back)s THEN 2 ELSE 3 END AS rank
                 FROM audience AS company""",
            falls_back=falls_back,
        )

    def _get_with_role_query(self):
        deciding = self.addressee == "decision_maker"
        return SQL(
            """SELECT held.partner_id, held.person_id, held.role, 1
                 FROM audience
                 JOIN hub_company_role AS held ON held.partner_id = audience.id
                WHERE %(fits)s AND %(runs)s""",
            fits=SQL("held.is_decision_maker") if deciding else SQL("held.role = %s", self.addressee),
            runs=self.env["hub.company.role"]._period_sql("held", today(self.env)),
        )

    def _get_representing_query(self):
        clusters = tuple(self.cluster_ids.ids)
        return SQL(
            """SELECT membership.partner_id, membership.contact_id, 'representative', 1
                 FROM audience
                 JOIN hub_cluster_membership AS membership ON membership.partner_id = audience.id
                WHERE membership.contact_id IS NOT NULL AND %(own)s AND %(runs)s""",
            own=SQL("membership.cluster_id IN %s", clusters) if clusters else SQL("TRUE"),
            runs=self.env["hub.cluster.membership"]._period_sql("membership", today(self.env)),
        )

    def _get_checked_query(self):
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
            reachable=self._get_reachable_sql(),
            known=self._get_known_query(),
        )

    def _get_reachable_sql(self):
        return {
            "email": SQL("problem IS NULL"),
            "phone": SQL("has_phone"),
            "both": SQL("(problem IS NULL OR has_phone)"),
        }[self.channel]

    def _get_known_query(self):
        """Return the query of what is known of candidates: language, address, answers, what speaks against mailings."""
        partners, members, consents = (
            self.env[model] for model in ("res.partner", "hub.campaign.member", "hub.consent")
        )
        mailable = partners._get_mailable_sql("email_normalized")
        return SQL(
            """SELECT candidate.*, company.commune_id, %(lang)s AS lang,
                      %(email)s AS email, %(email_normalized)s AS email_normalized,
                      company.is_natural_person IS TRUE OR person.is_natural_person IS TRUE AS is_natural,
                      %(is_member)s AS is_member, %(is_addressed)s AS is_addressed,
                      %(has_withdrawn)s AS has_withdrawn, %(has_given)s AS has_given,
                      %(has_phone)s AS has_phone, %(problem)s AS problem
                 FROM candidate
                 JOIN audience AS company ON company.id = candidate.partner_id
            LEFT JOIN res_partner AS person ON person.id = candidate.contact_id AND person.active""",
            lang=members._get_lang_sql(),
            email=partners._get_mailable_sql("email"),
            email_normalized=mailable,
            is_member=members._get_known_sql(self, "partner_id", SQL("company.id")),
            is_addressed=SQL(
                "(%s OR %s)",
                members._get_known_sql(self, "contact_id", SQL("person.id")),
                members._get_known_sql(self, "email_normalized", mailable),
            ),
            has_withdrawn=consents._get_answered_sql("withdrawn", self.purpose_id),
            has_given=consents._get_answered_sql("given", self.purpose_id),
            has_phone=partners._get_has_phone_sql(),
            problem=partners._get_mail_problem_sql(),
        )
