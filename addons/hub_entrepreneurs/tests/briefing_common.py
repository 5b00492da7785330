from datetime import timedelta

from odoo import fields

from ..tools.dates import today
from .assessment_common import AssessmentCase

HOSTILE = "<script>alert(1)</script>&amp; \u202eévil " + "Donaudampfschifffahrtsgesellschaft" * 20 + " très long" * 60


class BriefingCase(AssessmentCase):
    """A company of which there is much to say, and a short way to its briefing."""

    REPORT = "hub_entrepreneurs.briefing"

    @classmethod
    def fill(cls, company, text="Wants to use what is left over.", times=1):
        """Give a company as many of each thing that a briefing shows as told, with a text."""
        day = today(cls.env)
        now = fields.Datetime.now()
        cluster_values = [
            {"name": f"{text} {company.id} {rank}", "code": f"B{company.id}-{rank}"} for rank in range(times)
        ]
        persons = cls.env["res.partner"].create([
            {"name": f"{text} {rank}", "parent_id": company.id, "phone": "+32 2 000 00 00", "email": "a@example.com"}
            for rank in range(times)
        ])  # fmt: skip
        for person, cluster in zip(persons, cls.env["hub.cluster"].create(cluster_values), strict=True):
            of_company = {"partner_id": company.id}
            cls.env["hub.company.role"].create({**of_company, "person_id": person.id, "role": "owner"})
            cls.env["hub.cluster.membership"].create(
                {**of_company, "cluster_id": cluster.id, "contact_id": person.id, "date_start": "2020-01-01"}
            )
            cls.env["hub.interaction"].with_user(cls.colleague).create(
                {**of_company, "contact_id": person.id, "date": now - timedelta(days=9), "note": text}
            )
            cls.env["hub.commitment"].create({**of_company, "name": text, "date_deadline": day - timedelta(days=3)})
            cls.env["hub.outcome"].create({**of_company, "kind": "jobs_created", "value": 2})
            cls.env["crm.lead"].create({"name": text, "partner_id": person.id, "type": "opportunity"})
            company.activity_schedule(
                "mail.mail_activity_data_todo", day + timedelta(days=5), summary=text, user_id=cls.account.id
            )
        assessment = cls.assess(partner_id=company.id)
        assessment.action_done()
        cls.env.flush_all()

    def pages(self, companies, user=None):
        """Return the pages about companies as a user reads them."""
        report = self.env[f"report.{self.REPORT}"].with_user(user or self.account)
        return report._get_report_values(companies.ids)["pages"]

    def words(self, page):
        """Return all sections of a page by name, each as one text."""
        return {
            section.name: " | ".join(" / ".join(map(str, line)) for line in section.lines)
            for section in page.main + page.side
        }
