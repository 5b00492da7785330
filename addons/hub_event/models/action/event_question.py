from odoo import api, models


class EventQuestion(models.Model):
    """A question is asked at events that whoever asks it there may change."""

    _inherit = "event.question"

    @api.model_create_multi
    def create(self, vals_list):
        questions = super().create(vals_list)
        questions.event_ids.check_access("write")
        return questions

    def write(self, vals):
        if "event_ids" not in vals:
            return super().write(vals)
        before = {each: each.event_ids for each in self}
        result = super().write(vals)
        for question, events in before.items():
            ((events | question.event_ids) - (events & question.event_ids)).check_access("write")
        return result
