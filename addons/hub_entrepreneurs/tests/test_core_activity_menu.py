from .core_case import CoreCase


class TestCoreActivityMenu(CoreCase):
    """What the clock in the menu bar counts, and how it opens it, as core has it."""

    def test_the_clock_opens_the_first_search_view_with_a_filter(self):
        menu = self.script("mail/static/src/core/web/activity_menu.js")
        pieces = [
            "openActivityGroup(group, filter",
            'context["search_default_activities_overdue"] = 1;',
            'context["search_default_activities_today"] = 1;',
            'context["search_default_activities_upcoming_all"] = 1;',
            "search_view_id: [false],",
        ]
        self.assertInOrder(menu, pieces, "the clock opens records in another way")

    def test_the_clock_counts_a_record_once_by_its_most_urgent_activity(self):
        self.assertInOrder(
            self.script("mail/models/res_users.py"),
            [
                "def _get_activity_groups(self):",
                '[("user_id", "=", self.env.uid)]',
                "if 'overdue' in activities.mapped('state'):",
                "elif 'today' in activities.mapped('state'):",
                "['planned_count'] += 1",
                "'active', 'in', [True, False]",
            ],
            "the clock counts in another way",
        )

    def test_a_deadline_of_mine_is_that_of_an_open_activity(self):
        source = self.source("mail.activity.mixin", "_search_my_activity_date_deadline")
        pieces = ["('active', '=', True)", "('date_deadline', operator, operand)", "('user_id', '=', self.env.user.id)"]
        self.assertInOrder(source, pieces, "a deadline of mine is another one")
