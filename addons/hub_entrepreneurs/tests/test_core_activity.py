from .core_case import CoreCase

MAIL = "mail/static/src/core"


class TestCoreActivity(CoreCase):
    """What the browser does when an activity is marked as done."""

    def test_model(self):
        self.assertInOrder(
            self.script(f"{MAIL}/common/activity_model.js"),
            ["export class Activity extends Record {", "activity_category;", "res_model;", "res_id;"],
            "the activity of the browser has another class or other fields",
        )
        self.assertInOrder(
            self.script(f"{MAIL}/web/activity_model_patch.js"),
            [
                "patch(Activity.prototype, {",
                "async markAsDone(attachmentIds = []) {",
                "this.store.env.services.orm.call(",
            ],
            "an activity is marked as done by another method of the browser",
        )

    def test_every_button_marks_by_the_model(self):
        for path in ("activity.js", "activity_list_popover_item.js", "activity_markasdone_popover.js"):
            with self.subTest(path=path):
                self.assertIn("this.props.activity.markAsDone(", self.script(f"{MAIL}/web/{path}"))

    def test_popover(self):
        self.assertInOrder(
            self.script(f"{MAIL}/web/activity_markasdone_popover.js"),
            [
                "export class ActivityMarkAsDone extends Component {",
                'static template = "mail.ActivityMarkAsDone";',
                '"activity",',
                '"onActivityChanged",',
                "setup() {",
                "async onClickDone() {",
                'this.env.services["mail.store"].Thread.insert({',
                "await this.props.activity.markAsDone();",
                "this.props.onActivityChanged(thread);",
                "await thread.fetchNewMessages();",
            ],
            "the window that marks an activity as done works in another way",
        )

    def test_done_on_the_form(self):
        self.assertParameters("mail.activity", "action_done")
