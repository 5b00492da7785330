from odoo.tests import HttpCase, tagged

from odoo.addons.hub_entrepreneurs.tests.common import create_users


@tagged("post_install", "-at_install")
class TestQuestionTour(HttpCase):
    """A template becomes a question, its answer is read, and a figure opens its records, in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        create_users(cls.env, {"hub_tour_analyst": "hub_entrepreneurs.group_hub_analyst"})
        shops = cls.env["res.partner"].create(
            [
                {
                    "name": f"Tour Shop {rank}",
                    "is_company": True,
                    "sector_added_ids": cls.env.ref("hub_entrepreneurs.hub_sector_retail").ids,
                }
                for rank in range(9)
            ]
        )
        # Years without the demonstration: an answer that is near another one hides more.
        cls.service = cls.env["hub.service"].create({"name": "Tour Service", "code": "TOUR"})
        cls.env["hub.interaction"].create(
            [
                {
                    "partner_id": shop.id,
                    "channel": "visit",
                    "date": f"{year}-05-05 11:00:00",
                    "service_id": cls.service.id,
                }
                for shop in shops
                for year in (2019, 2020)
            ]
        )

    def test_from_a_template_to_records(self):
        self.start_tour("/odoo/hub-questions", "hub_question_template", login="hub_tour_analyst")
        question = self.env["hub.question"].search([("user_id.login", "=", "hub_tour_analyst")])
        self.assertEqual(question.service_ids, self.service)
        answers = self.env["hub.question.answer"].search([("user_id", "=", question.user_id.id)])
        self.assertEqual(answers.indicator_id, question.indicator_ids)
