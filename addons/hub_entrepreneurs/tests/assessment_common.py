from odoo.fields import Command

from .common import HubCase


def agree_to_all(assessments):
    """Let the companies agree to every step that is proposed, and return the action that shows their plans."""
    action = assessments.action_make_plan()
    if action["res_model"] != "hub.plan.proposal":
        return action
    proposal = assessments.env["hub.plan.proposal"].browse(action["res_id"])
    proposal.step_ids.is_agreed = True
    return proposal.action_agree()


class AssessmentCase(HubCase):
    """A small framework: two dimensions with two questions each, of which one knocks out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.env["hub.service"].create({"name": "Test Scan", "code": "TESTSCAN", "is_transition": True})
        cls.framework = cls.env["hub.assessment.framework"].create(
            {
                "name": "Test Scan",
                "code": "test",
                "date_start": "2026-01-01",
                "dimension_ids": [
                    Command.create(
                        {
                            "name": "Energy",
                            "code": "energy",
                            "weight": 3,
                            "service_ids": [Command.link(cls.service.id)],
                            "question_ids": [Command.create({"name": "Lamps?"}), Command.create({"name": "Heat?"})],
                        }
                    ),
                    Command.create(
                        {
                            "name": "People",
                            "code": "people",
                            "sequence": 20,
                            "question_ids": [
                                Command.create({"name": "Wages?"}),
                                Command.create({"name": "Fines?", "is_knock_out": True, "knock_out_below": 2}),
                            ],
                        }
                    ),
                ],
                "band_ids": [
                    Command.create({"name": name, "min_score": low})
                    for name, low in (("Low", 0), ("Middle", 40), ("High", 70))
                ],
            }
        )
        cls.energy, cls.people = cls.framework.dimension_ids
        cls.low, cls.middle, cls.high = cls.framework.band_ids
        cls.lamps, cls.heat, cls.wages, cls.fines = cls.framework._questions()

    @classmethod
    def assess(cls, values=(3, 3, 3, 3), *, user=None, framework=None, **vals):
        """Create an assessment with answers in the order of the questions."""
        framework = framework or cls.framework
        answers = zip(framework._questions(), values, strict=False)
        return (
            cls.env["hub.assessment"]
            .with_user(user or cls.account)
            .create(
                {
                    "partner_id": cls.company.id,
                    "framework_id": framework.id,
                    "date": "2026-06-15",
                    "answer_ids": [
                        Command.create({"question_id": question.id, "value": value}) for question, value in answers
                    ],
                    **vals,
                }
            )
        )
