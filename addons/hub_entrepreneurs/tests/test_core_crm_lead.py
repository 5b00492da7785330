from .core_case import CoreCase


class TestCoreCrmLead(CoreCase):
    """Merging leads hands over what hangs on them before it deletes any."""

    def test_dependences_move_before_leads_go(self):
        self.assertParameters("crm.lead", "_merge_dependences", "opportunities")
        self.assertInOrder(
            self.source("crm.lead", "_merge_opportunity"),
            ["opportunities_head._merge_dependences(opportunities_tail)", "opportunities_tail.sudo().unlink()"],
            "leads that are merged are deleted before what hangs on them has moved",
        )
