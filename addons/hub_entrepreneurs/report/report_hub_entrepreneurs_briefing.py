from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date
from odoo.tools.misc import remove_accents

from ..domain import briefing, radar
from ..domain.briefing import clip, joined
from ..tools.dates import today
from ..tools.groups import READER


class Picture(NamedTuple):
    """An assessment: its score, what it was before, and its radar."""

    title: str
    score: str
    when: str
    """The band, the day, and that of the assessment before if there is one."""
    drawing: radar.Radar
    summary: str
    """The scores in words, for who does not see the picture."""


class Page(NamedTuple):
    """The briefing about one company or starter."""

    company: models.BaseModel
    name: str
    status: str
    until: str
    facts: tuple[str, ...]
    lines: tuple[str, ...]
    pictures: tuple[Picture, ...]
    main: tuple[briefing.Section, ...]
    side: tuple[briefing.Section, ...]


class ReportBriefing(models.AbstractModel):
    """The briefing: one page of paper for each company, in the order of the communes, and the same on a screen.

    It is read with the rights and in the language of who asks. Each part is found for all companies at once; an addon
    adds its own to :meth:`_get_pictures`, :meth:`_get_main_sections` or :meth:`_get_side_sections`. What is longer than
    a page is clipped, and the page says how much more there is.
    """

    _name = "report.hub_entrepreneurs.briefing"
    _description = "Briefing"

    @api.model
    def _get_report_values(self, docids, data=None):
        companies = self._get_companies(docids)
        return {
            "doc_ids": companies.ids,
            "doc_model": "res.partner",
            "docs": companies,
            "pages": self._get_pages(companies),
            "is_paper": (data or {}).get("report_type") == "pdf",
            "day": format_date(self.env, today(self.env)),
            "title": self.env._("Briefing"),
            "tell_more": lambda count: self.env._("… and %s more", count),
        }

    @api.model
    def _get_companies(self, docids):
        """Return the companies and starters of some contacts, sorted by commune, or raise with what to do.

        Whoever belongs to a company stands for it. Contacts that were deleted or merged are left out.
        """
        if not self.env.user.has_group(READER):
            raise AccessError(
                self.env._("Briefings are for account managers and analysts. Ask a director for one of these roles.")
            )
        contacts = self.env["res.partner"].browse(docids).exists()
        contacts.check_access("read")
        companies = contacts.commercial_partner_id
        if not companies:
            raise UserError(
                self.env._(
                    "These contacts do not exist any more: they were deleted or merged. Choose others in the list."
                )
            )
        if len(companies) > briefing.MAX_COMPANIES:
            raise UserError(
                self.env._(
                    "A briefing holds %(most)s companies at most, and %(count)s are chosen. Choose those of one day.",
                    most=briefing.MAX_COMPANIES,
                    count=len(companies),
                )
            )
        return companies.sorted(self._place_of)

    @api.model
    def _place_of(self, company):
        """Return by what a company is sorted: those without a commune come last."""
        commune = company.commune_id
        return not commune, remove_accents(commune.name or "").casefold(), remove_accents(company.name or "").casefold()

    @api.model
    def _get_pages(self, companies):
        """Return a Page for each company."""
        statuses = dict(companies._fields["transition_status"]._description_selection(self.env))
        facts, lines = self._get_facts(companies), self._get_lines(companies)
        pictures = self._get_pictures(companies)
        main, side = self._get_main_sections(companies), self._get_side_sections(companies)
        return [
            Page(
                company,
                clip(company.name or company.display_name, 90),
                statuses[company.transition_status] if company.is_company else "",
                company.transition_status_until
                and self.env._("until %s", format_date(self.env, company.transition_status_until)),
                tuple(clip(fact, 60) for fact in facts[company] if fact),
                tuple(clip(line, 220) for line in lines[company] if line),
                tuple(of_company[company] for of_company in pictures if company in of_company),
                tuple(of_company[company] for of_company in main if company in of_company),
                tuple(of_company[company] for of_company in side if company in of_company),
            )
            for company in companies
        ]

    @api.model
    def _get_pictures(self, companies):
        """Return the radars that are drawn: of each kind, a Picture by company."""
        return [self._draw(companies, self.env._("Transition"), "last_assessment_id")]

    @api.model
    def _draw(self, companies, title, field):
        """Return a Picture of the assessment in a field, by company."""
        return {company: self._get_picture(title, company[field]) for company in companies if company[field].radar}

    @api.model
    def _get_picture(self, title, assessment):
        data = assessment.radar
        present, previous = data["present"], data["previous"]
        return Picture(
            title,
            self._format_number(assessment.score),
            joined(
                [
                    clip(assessment.band_id.name, 40),
                    present["label"],
                    previous and self.env._("before: %s", previous["label"]),
                ]
            ),
            radar.draw(data["labels"], present["scores"], previous["scores"] if previous else ()),
            ", ".join(
                f"{label} {self._format_number(score)}"
                for label, score in zip(data["labels"], present["scores"], strict=True)
            ),
        )

    @api.model
    def _format_number(self, number):
        """Return a number as the reader writes it, without decimals where it has none."""
        return self.env["ir.qweb.field.float"].value_to_html(number, {"precision": 0 if number == int(number) else 1})
