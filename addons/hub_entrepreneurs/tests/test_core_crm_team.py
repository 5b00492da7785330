from .core_case import CoreCase


class TestCoreCrmTeam(CoreCase):
    """Core reads the filters of teams and members as text, from the records that it shares leads out for."""

    def test_filters_are_read_from_the_records(self):
        for method, pieces in (
            ("_allocate_leads", ["for team in self:", "literal_eval(team.assignment_domain or '[]')"]),
            (
                "_assign_and_convert_leads",
                [
                    "teams_with_members = self.filtered(",
                    "self.env['crm.lead']._read_group(",
                    "for team, leads_to_assign_ids in leads_per_team.items():",
                    "literal_eval(member.assignment_domain or '[]')",
                    "literal_eval(member.assignment_domain_preferred)",
                ],
            ),
        ):
            with self.subTest(method):
                self.assertInOrder(self.source("crm.team", method), pieces, "core evaluates the filters in another way")
