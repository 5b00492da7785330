from datetime import date

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.dates import today

ANSWERS = [("not_asked", "Not Asked"), ("answered", "Answered"), ("declined", "Declined")]
# What a person may be asked. Each has a field for the answer, and one that says whether there is one.
QUESTIONS = ("gender", "birth_year", "employment_status")
# Between these ages somebody may be an entrepreneur.
_AGES = (14, 110)


class HubPersonProfile(models.Model):
    """What a person told about himself or herself, if asked, and if willing to answer."""

    _name = "hub.person.profile"
    _description = "Personal Data of a Person"
    _inherit = ["hub.owned.mixin", "hub.named.mixin", "hub.personal.data.mixin", "hub.merge.mixin"]
    _order = "person_id, id"
    _rec_names_search = ["person_id"]
    _named_by = ("person_id",)
    _owner_fields = ("person_id",)

    # Deleted with the person: a refusal would tell whoever deletes that there was something to delete.
    person_id = fields.Many2one(
        "res.partner",
        required=True,
        index=True,
        ondelete="cascade",
        domain=["|", ("is_company", "=", False), ("is_natural_person", "=", True)],
    )
    # Not prefetched: an answer is read, and logged, only when it is asked for.
    gender = fields.Selection([("woman", "Woman"), ("man", "Man"), ("other", "Other")], prefetch=False)
    gender_answer = fields.Selection(ANSWERS, "Gender: Answer", required=True, default="not_asked", prefetch=False)
    birth_year = fields.Integer("Year of Birth", aggregator=None, prefetch=False)
    birth_year_answer = fields.Selection(
        ANSWERS, "Year of Birth: Answer", required=True, default="not_asked", prefetch=False
    )
    employment_status = fields.Selection(
        [
            ("job_seeker", "Job Seeker"),
            ("employee", "Employee"),
            ("self_employed", "Self-Employed"),
            ("student", "Student"),
            ("retired", "Retired"),
            ("other", "Other"),
        ],
        "Employment",
        prefetch=False,
    )
    employment_status_answer = fields.Selection(
        ANSWERS, "Employment: Answer", required=True, default="not_asked", prefetch=False
    )
    answered_on = fields.Date("Asked On", help="The day of the last answer or refusal.")
    basis = fields.Selection(
        [
            ("consent", "Consent"),
            ("public_task", "Task in the Public Interest"),
            ("legal_obligation", "Legal Obligation"),
        ],
        "Legal Basis",
        prefetch=False,
        help="The ground of the data protection regulation on which the agency keeps the answers.",
    )

    _person_uniq = models.UniqueIndex("(person_id)", "Person: this person has a profile already. Open that one.")
    _gender_answered = models.Constraint(
        "CHECK ((gender_answer = 'answered') = (gender IS NOT NULL))",
        "Gender: enter a value together with the answer “Answered”, or neither of them.",
    )
    _birth_year_answered = models.Constraint(
        "CHECK ((birth_year_answer = 'answered') = (COALESCE(birth_year, 0) <> 0))",
        "Year of Birth: enter a year together with the answer “Answered”, or neither of them.",
    )
    _employment_status_answered = models.Constraint(
        "CHECK ((employment_status_answer = 'answered') = (employment_status IS NOT NULL))",
        "Employment: enter a value together with the answer “Answered”, or neither of them.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        with self._one_row("create"):
            profiles = super().create(vals_list)
            profiles._date_answers()
            return profiles

    def write(self, vals):
        with self._one_row("write"):
            if "person_id" in vals and any(profile.person_id.id != vals["person_id"] for profile in self):
                raise UserError(
                    self.env._("Person: a profile can't move to another person. Add a profile for that person instead.")
                )
            result = super().write(vals)
            if "answered_on" not in vals:
                self._date_answers()
            return result

    def _date_answers(self):
        """Give today to those who gave or refused an answer without a day."""
        self.filtered(lambda profile: not profile.answered_on and profile._was_asked()).answered_on = today(self.env)

    def _was_asked(self):
        return any(self[f"{question}_answer"] != "not_asked" for question in QUESTIONS)

    @api.constrains("person_id")
    def _check_person(self):
        for profile in self.filtered(lambda profile: profile.person_id._is_enterprise()):
            raise ValidationError(
                self.env._(
                    "Person: %s is a company. Choose the person who acts for it, or tick Sole Trader on the company.",
                    profile.person_id.display_name,
                )
            )

    @api.constrains("birth_year")
    def _check_birth_year(self):
        youngest, oldest = (today(self.env).year - age for age in _AGES)
        for profile in self.filtered("birth_year"):
            if not oldest <= profile.birth_year <= youngest:
                raise ValidationError(
                    self.env._(
                        "Year of Birth: %(year)s is not plausible. Enter a year between %(oldest)s and %(youngest)s.",
                        year=profile.birth_year,
                        oldest=oldest,
                        youngest=youngest,
                    )
                )

    @api.onchange(*QUESTIONS)
    def _onchange_values(self):
        for question in QUESTIONS:
            if self[question]:
                self[f"{question}_answer"] = "answered"

    @api.onchange(*(f"{question}_answer" for question in QUESTIONS))
    def _onchange_answers(self):
        for question in QUESTIONS:
            if self[f"{question}_answer"] != "answered":
                self[question] = False
        if self._was_asked():
            self.answered_on = self.answered_on or today(self.env)

    # Merging contacts

    @api.model
    def _unite_rows(self, sources, destination):
        """Keep one profile, with the latest answer to each question.

        No conflict is named before: it would tell whoever merges that these persons have a profile.
        """
        # As Odoo itself: profiles are united whoever merges, and even a superuser on behalf of that user reads none.
        profiles = self.with_user(SUPERUSER_ID).search([("person_id", "in", (sources + destination).ids)])
        if len(profiles) < 2:
            return
        kept = profiles.sorted(lambda profile: profile.person_id != destination)[0]
        values = {}
        for question in QUESTIONS:
            answer = f"{question}_answer"
            best = max(profiles, key=lambda profile, answer=answer: profile._weight(profile[answer]))
            values |= {question: best[question], answer: best[answer]}
        latest = max(profiles, key=lambda profile: profile._weight("answered"))
        values |= {"answered_on": latest.answered_on, "basis": latest.basis or kept.basis}
        (profiles - kept).unlink()
        kept.write(values)

    def _weight(self, answer):
        """Return what an answer counts for beside another one's: a later one more, and none the least."""
        return answer != "not_asked", self.answered_on or date.min
