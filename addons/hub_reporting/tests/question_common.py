from odoo import Command

from .indicator_common import IndicatorCase


class QuestionCase(IndicatorCase):
    """Forty companies in four communes with a conversation each, and an indicator that counts them."""

    USERS = {
        **IndicatorCase.USERS,
        "knowing": "hub_entrepreneurs.group_hub_analyst,hub_entrepreneurs.group_hub_personal_data",
    }
    SIZES = (3, 8, 12, 17)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.communes = cls.env["hub.commune"].search([], limit=len(cls.SIZES))
        cls.by_commune = cls.env.ref("hub_reporting.hub_breakdown_commune")
        communes = [commune for commune, size in zip(cls.communes, cls.SIZES, strict=True) for _company in range(size)]
        cls.companies = cls.env["res.partner"].create(
            [
                {"name": f"Test {rank}", "is_company": True, "commune_id": commune.id}
                for rank, commune in enumerate(communes)
            ]
        )
        # Of a service of their own, so that nothing else counts.
        cls.service = cls.env["hub.service"].create({"name": "Test Question", "code": "TESTQUESTION"})
        cls.version.write(
            {
                "source_ids": [Command.clear(), Command.create({"fact_kind": "support"})],
                "breakdown_ids": [Command.link(cls.by_commune.id)],
            }
        )
        cls.talks = cls.env["hub.interaction"].create([cls.talk_values(company) for company in cls.companies])
        cls.hours = cls.env.ref("hub_reporting.hub_indicator_hours")

    @classmethod
    def talk_values(cls, company, day="2025-05-05", **values):
        return {
            "partner_id": company.id, "date": f"{day} 11:00:00", "user_id": cls.account.id, "channel": "office",
            "service_id": cls.service.id, "duration": 1.5, **values,
        }  # fmt: skip

    def ask(self, user=None, **values):
        """Return a question of a user."""
        return (
            self.env["hub.question"]
            .with_user(user or self.analyst)
            .create(
                {
                    "indicator_ids": self.indicator.ids,
                    "date_start": "2025-01-01",
                    "date_end": "2025-12-31",
                    "service_ids": self.service.ids,
                    **values,
                }
            )
        )

    def answer(self, user=None, **values):
        """Return the answer to a question, which there has to be."""
        answer = self.ask(user, **values).get_answer()
        self.assertNotIn("problem", answer, answer.get("problem"))
        return answer

    def numbers(self, answer):
        """Return the numbers of an answer by the names of its rows, ``"hidden"`` where one is; columns as lists."""
        return {
            row["name"]: [("hidden" if "hidden" in cell else cell["value"]) if cell else None for cell in row["cells"]]
            for row in answer["rows"]
        }

    def make_women(self, *companies):
        """Make companies members of the target group women, as the nightly job would."""
        women = self.env.ref("hub_entrepreneurs.hub_target_group_women")
        self.env["hub.target.group.member"].create(
            [{"group_id": women.id, "partner_id": company.id, "date_start": "2020-01-01"} for company in companies]
        )
        return women
