import re

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

    def test_of_the_results_of_a_team_those_of_stages_are_read_alone(self):
        self.assertParameters("crm.lead", "_pls_get_won_lost_total_count", "team_results")
        source = self.source("crm.lead", "_pls_get_won_lost_total_count")
        read = re.findall(r"team_results(?:\.get\(|\[)'(\w+)'", source)
        self.assertEqual(read, ["stage_id", "stage_id"], "it reads something else, too")
