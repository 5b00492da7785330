from datetime import date, timedelta

from odoo import api, fields, models

from ...domain.briefing import clip, joined
from ...tools.dates import today
from ...tools.groups import READER
from ...tools.ranking import first_of_each

_SOON = timedelta(days=90)


class ResPartner(models.Model):
    """What the page of a company says first: the next step, the last contact, what lapses, and whom to ring up."""

    _inherit = "res.partner"

    glance = fields.Json("At a Glance", compute="_compute_glance", groups=READER, exportable=False)

    @api.depends_context("uid", "lang")
    def _compute_glance(self):
        companies = self._origin
        steps = companies._get_next_steps()
        interactions = self.env["hub.interaction"]
        last = first_of_each(interactions, "partner_id", [("partner_id", "in", companies.ids)], 1)
        lapses = companies._get_next_lapses()
        people = companies._get_people_of_today()
        for partner in self:
            company = partner._origin
            conversation = last.get(company.id, (interactions, 0))[0]
            partner.glance = company and {
                "next": self._glance_at_steps(steps.get(company, [])),
                "last": self._glance_at_last(conversation),
                "lapses": company._glance_at_lapses(lapses.get(company, self.env["hub.evidence"])),
                "person": self._glance_at_person(people.get(company, [])),
            }

    def _get_next_steps(self):
        """Return all that is to come or late with each company, whoever sees to it, the nearest first.

        :rtype: dict[res.partner, list[Step]]
        """
        found = self._get_promises(), self._get_open_activities(), self._get_next_meetings()
        return {
            company: sorted(
                (step for steps in found for step in steps.get(company, [])), key=lambda step: step.day or date.max
            )
            for company in self
        }

    @api.model
    def _glance_at_steps(self, steps):
        if not steps:
            return False
        step, day = steps[0], today(self.env)
        return {
            "model": step.record._name,
            "id": step.record.id,
            "what": clip(step.what, 90),
            "who": step.who,
            "day": fields.Date.to_string(step.day),
            "is_late": bool(step.day) and step.day < day,
            "more": len(steps) > 1 and self.env._("%s more", len(steps) - 1),
        }

    @api.model
    def _glance_at_last(self, conversation):
        channels = dict(conversation._fields["channel"]._description_selection(self.env))
        return bool(conversation) and {
            "model": conversation._name,
            "id": conversation.id,
            "day": fields.Date.to_string(conversation.day),
            "how": channels[conversation.channel],
            "who": joined([conversation.user_id.name, conversation.contact_id.name]),
        }

    def _glance_at_lapses(self, evidence):
        """Return what ends first: a piece of evidence, or the status itself."""
        until = self.transition_status_until
        if evidence and (not until or evidence.date_end <= until):
            what, until, record = evidence.version_id.display_name, evidence.date_end, evidence
        elif until:
            what, record = (
                dict(self._fields["transition_status"]._description_selection(self.env))[self.transition_status],
                self,
            )
        else:
            return False
        return {
            "model": record._name,
            "id": record.id,
            "what": clip(what, 60),
            "day": fields.Date.to_string(until),
            "is_soon": until <= today(self.env) + _SOON,
        }

    @api.model
    def _glance_at_person(self, people):
        """Return the first one with a phone number or an address, else the first one."""
        reached = [who for who in people if who.partner.phone or who.partner.email] or people
        if not reached:
            return False
        who = reached[0]
        return {
            "model": who.partner._name,
            "id": who.partner.id,
            "name": who.partner.name or "",
            "what": clip(who.what, 60),
            "phone": who.partner.phone or "",
            "email": who.partner.email or "",
        }
