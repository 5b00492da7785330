import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..members_import import matching, sentences, template
from ..members_import.headers import BASIC, Column
from ..members_import.loading import Loading
from ..members_import.taking import Taking
from ..members_import.verdict import ASKED, COMPANY, MEMBER, MEMBERSHIP, WRONG
from ..tools.actions import open_window
from ..tools.turns import take_turns


class HubMembersImport(models.TransientModel):
    """Load a workbook of members: first see what each line will do, then load the good ones at once."""

    _name = "hub.members.import"
    _description = "Import Members"
    _inherit = ["hub.own.dialog.mixin"]

    file = fields.Binary(
        "Workbook",
        help="A list with one line for each membership: a workbook (.xlsx, .ods) or a text (.csv), at most 10 MB.",
    )
    filename = fields.Char()
    sheet_ids = fields.One2many("hub.members.import.sheet", "import_id", "Sheets", readonly=True)
    sheet_id = fields.Many2one("hub.members.import.sheet", domain="[('import_id', '=', id)]")
    template = fields.Binary(compute="_compute_template")
    state = fields.Selection(
        [
            ("upload", "Choose a Workbook"),
            ("columns", "Say What the Columns Hold"),
            ("checked", "Look at the Lines"),
            ("loaded", "Loaded"),
        ],
        default="upload",
        required=True,
        readonly=True,
    )
    column_ids = fields.One2many("hub.members.import.column", "import_id", "Columns")
    questions = fields.Text(
        compute="_compute_questions", help="What to say about the columns before the lines are read."
    )
    lacks_cluster = fields.Boolean(compute="_compute_questions")
    lacks_joined = fields.Boolean(compute="_compute_questions")
    has_email = fields.Boolean(compute="_compute_questions")
    cluster_id = fields.Many2one("hub.cluster", "Cluster of All Lines", help="For a list without a column for it.")
    joined_on = fields.Date("Joined On, for All Lines", help="For a list without a column for it.")
    email_source = fields.Selection(
        lambda self: self.env["res.partner"]._fields["email_source"]._description_selection(self.env),
        "The Addresses Are",
        help="Where the email addresses of the list come from. Sole traders are written to only if they gave theirs.",
    )
    checked_as = fields.Char(readonly=True)
    is_changed = fields.Boolean(compute="_compute_is_changed")
    read_columns = fields.Char(readonly=True, help="Each header that was read, and what it was taken for.")
    unread_columns = fields.Char("Columns Not Read", readonly=True, help="What these columns hold is not loaded.")
    line_ids = fields.One2many("hub.members.import.line", "import_id", "Lines", readonly=True)
    good_line_ids = fields.One2many(
        "hub.members.import.line",
        "import_id",
        "Good Lines",
        domain=[("outcome", "in", (COMPANY, MEMBERSHIP))],
        readonly=True,
    )
    member_line_ids = fields.One2many(
        "hub.members.import.line", "import_id", "Lines of Members", domain=[("outcome", "=", MEMBER)], readonly=True
    )
    wrong_line_ids = fields.One2many(
        "hub.members.import.line", "import_id", "Lines That Are Wrong", domain=[("outcome", "=", WRONG)], readonly=True
    )
    asked_line_ids = fields.One2many(
        "hub.members.import.line", "import_id", "Lines to Decide", domain=[("outcome", "=", ASKED)], readonly=True
    )
    company_count = fields.Integer("New Companies", compute="_compute_counts")
    good_count = fields.Integer("New Memberships", compute="_compute_counts")
    member_count = fields.Integer("Members Already", compute="_compute_counts")
    wrong_count = fields.Integer("Wrong Lines", compute="_compute_counts")
    asked_count = fields.Integer("Perhaps Known", compute="_compute_counts")
    wrong_file = fields.Binary("Lines to Correct", readonly=True)
    wrong_filename = fields.Char(readonly=True)

    @api.depends("line_ids.outcome")
    def _compute_counts(self):
        for wizard in self:
            lines = wizard.line_ids
            wizard.company_count = len(set(lines.filtered(lambda line: line.outcome == COMPANY).mapped("number")))
            wizard.good_count = len(lines.filtered(lambda line: line.outcome in (COMPANY, MEMBERSHIP)))
            wizard.member_count = len(lines.filtered(lambda line: line.outcome == MEMBER))
            wizard.asked_count = len(lines.filtered(lambda line: line.outcome == ASKED))
            wizard.wrong_count = len(lines.filtered(lambda line: line.outcome == WRONG))

    @api.depends_context("lang", "uid")
    def _compute_template(self):
        names = sentences.template_names(self.env)
        lists = {
            Column.CITY: self.env["hub.commune"].search(Domain.TRUE).mapped("name"),
            Column.CLUSTER: self.env["hub.cluster"].search(Domain.TRUE)._filtered_access("write").mapped("code"),
        }
        titles = self.env._("Members"), self.env._("Explanation")
        lists = {column: (names[column], values) for column, values in lists.items()}
        content = template.write_template(list(names.values()), titles, self._template_notes(), lists)
        self.template = base64.b64encode(content)

    def _template_notes(self):
        """Return the sentences of the template's explanation."""
        return [
            self.env._("Write one line for each membership under the headers. Hidden sheets are not read."),
            self.env._("Enterprise number: ten digits, with or without BE, dots and blanks."),
            self.env._("Name: needed for a company that is not known yet. A known company keeps its name."),
            self.env._(
                "Municipality and postcode: where a new company has its seat. A known company keeps its address."
            ),
            self.env._("Cluster: its code or its name. The list beside this text has those that you manage."),
            self.env._("Joined on: the first day of the membership, as day/month/year, for instance 31/01/2026."),
        ]

    def action_download_template(self):
        """Download the empty workbook."""
        return self._download("template", self.env._("members.xlsx"))

    def action_download_wrong(self):
        """Download the lines that could not be loaded, each with its reason."""
        return self._download("wrong_file", self.wrong_filename)

    def _download(self, field, filename):
        self.ensure_one()
        url = f"/web/content/{self._name}/{self.id}/{field}/{filename}?download=true"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    def action_check(self):
        """Show what each line will do, or ask about sheets and columns first; nothing is written."""
        self.ensure_one()
        if self.state == "upload":
            listing = self._find_columns()
            if self.questions:
                self.state = "columns"
            elif listing:
                self._check(listing)
            return self._reopen()
        if obstacles := list(self._obstacles()):
            raise UserError("\n".join(obstacles))
        if self.state != "loaded":
            self._check()
        return self._reopen()

    def _check(self, listing=None):
        verdicts = self._verdicts(listing)
        self._show(verdicts)
        self.write({"state": "checked", "checked_as": self._signature()})

    def action_load(self):
        """Load the good lines, as they are now: somebody else may have loaded some since they were shown."""
        self.ensure_one()
        self.lock_for_update()
        if self.state != "checked":
            return self._reopen()
        if self.is_changed:
            return self.action_check()
        # Two people may load the same list: the second one sees what the first did.
        take_turns(self.env.ref("base.main_company"))
        verdicts = self._verdicts()
        Loading(self.env, self.has_email and self.email_source).load([each for each in verdicts if each.loads])
        self._keep_wrong([verdict for verdict in verdicts if verdict.outcome in (WRONG, ASKED)])
        self._show(verdicts)
        self.state = "loaded"
        self._remember()
        return self._reopen()

    def action_take_all(self):
        """Take the known company on each line that may be about one."""
        self.ensure_one()
        self.asked_line_ids.action_take()
        return self._reopen()

    def action_restart(self):
        """Choose another workbook."""
        return open_window(self.env, "hub_entrepreneurs.hub_members_import_action")

    def action_open_members(self):
        """Open the memberships that were added."""
        self.ensure_one()
        domain = [("id", "in", self.line_ids.membership_id.ids)]
        return open_window(self.env, "hub_entrepreneurs.hub_cluster_membership_action", domain=domain, context={})

    def _verdicts(self, listing=None):
        """Judge the lines of the workbook; refuse a file that can't be read."""
        listing = listing or self._read(chosen=self._chosen())
        names = sentences.column_names(self.env)
        self.read_columns = ", ".join(
            f"{each.header or '?'} → {names[listing.places[each.place]]}"
            for each in listing.columns
            if each.place in listing.places
        )
        self.unread_columns = ", ".join(listing.unread)
        matched = matching.Matching(self.env, listing.lines, self._choices())
        verdicts = list(matched.verdicts())
        Taking(self.env, verdicts).remarks()
        return verdicts

    def _choices(self):
        """Return what was said about lines that may be about a known company, by the number of the line."""
        said = self.line_ids.filtered("choice")
        return {line.row: line.candidate_id.id if line.choice == "take" else matching.NEW for line in said}

    def _show(self, verdicts):
        """Replace the lines on the screen by those of all verdicts."""
        self.line_ids.unlink()
        self.env["hub.members.import.line"].create([
            {
                "import_id": self.id,
                "row": verdict.line.row,
                "outcome": verdict.outcome,
                "membership_id": verdict.membership_id,
                "note": " ".join(verdict.sentences),
                **self._prepare_choice_values(verdict),
                **{column.value: verdict.line.texts[column] for column in BASIC},
            }
            for verdict in verdicts
        ])  # fmt: skip

    @api.model
    def _prepare_choice_values(self, verdict):
        """Return whom a line may be about, and what somebody said of it: of most lines, nothing."""
        if verdict.choice == matching.NEW:
            return {"choice": "new"}
        if not verdict.candidate:
            return {}
        return {
            "candidate_id": verdict.candidate.id,
            "outcome_if_taken": verdict.if_taken,
            "choice": "take" if verdict.choice else False,
        }

    def _keep_wrong(self, verdicts):
        """Keep the wrong lines as a workbook that can be corrected and loaded again."""
        if not verdicts:
            return
        names = sentences.column_names(self.env)
        kept = [column for column in names if column in BASIC or any(each.line.texts[column] for each in verdicts)]
        headers = [*(names[column] for column in kept), self.env._("Reason")]
        rows = ([*(each.line.texts[column] for column in kept), " ".join(each.sentences)] for each in verdicts)
        self.wrong_file = base64.b64encode(template.write_lines(headers, rows))
        self.wrong_filename = self.env._("members to correct.xlsx")

    def _reopen(self):
        return open_window(self.env, "hub_entrepreneurs.hub_members_import_action", res_id=self.id)


class HubMembersImportSheet(models.TransientModel):
    """A sheet of a workbook of members, to choose from where several have a list."""

    _name = "hub.members.import.sheet"
    _description = "Sheet of a Workbook of Members"
    _inherit = ["hub.own.dialog.mixin"]

    import_id = fields.Many2one("hub.members.import", required=True, index=True, ondelete="cascade")
    name = fields.Char(required=True)
