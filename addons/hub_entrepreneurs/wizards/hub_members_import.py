import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..members_import import matching, sentences, template, workbook
from ..members_import.files import WorkbookError
from ..members_import.matching import COMPANY, MEMBER, MEMBERSHIP, WRONG
from ..members_import.workbook import Column
from ..tools import dates
from ..tools.actions import open_window
from ..tools.quiet import NO_LOG


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
        [("upload", "Choose a Workbook"), ("checked", "Look at the Lines"), ("loaded", "Loaded")],
        default="upload",
        required=True,
        readonly=True,
    )
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
    company_count = fields.Integer("New Companies", compute="_compute_counts")
    good_count = fields.Integer("New Memberships", compute="_compute_counts")
    member_count = fields.Integer("Members Already", compute="_compute_counts")
    wrong_count = fields.Integer("Wrong Lines", compute="_compute_counts")
    wrong_file = fields.Binary("Lines to Correct", readonly=True)
    wrong_filename = fields.Char(readonly=True)

    @api.depends("line_ids.outcome")
    def _compute_counts(self):
        for wizard in self:
            lines = wizard.line_ids
            wizard.company_count = len(set(lines.filtered(lambda line: line.outcome == COMPANY).mapped("number")))
            wizard.good_count = len(lines.filtered(lambda line: line.outcome in (COMPANY, MEMBERSHIP)))
            wizard.member_count = len(lines.filtered(lambda line: line.outcome == MEMBER))
            wizard.wrong_count = len(lines.filtered(lambda line: line.outcome == WRONG))

    @api.depends_context("lang", "uid")
    def _compute_template(self):
        names = sentences.column_names(self.env)
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
        """Show what each line will do, or ask which of several sheets is meant; nothing is written."""
        self.ensure_one()
        if listing := self._read():
            self._show(self._verdicts(listing))
            self.state = "checked"
        return self._reopen()

    def action_load(self):
        """Load the good lines, as they are now: somebody else may have loaded some since they were shown."""
        self.ensure_one()
        self.lock_for_update()
        if self.state == "checked":
            verdicts = self._verdicts()
            self._load([verdict for verdict in verdicts if verdict.loads])
            self._keep_wrong([verdict for verdict in verdicts if verdict.outcome == WRONG])
            self._show(verdicts)
            self.state = "loaded"
        return self._reopen()

    def action_restart(self):
        """Choose another workbook."""
        return open_window(self.env, "hub_entrepreneurs.hub_members_import_action")

    def action_open_members(self):
        """Open the memberships that were added."""
        self.ensure_one()
        domain = [("id", "in", self.line_ids.membership_id.ids)]
        return open_window(self.env, "hub_entrepreneurs.hub_cluster_membership_action", domain=domain, context={})

    def _read(self):
        """Read the workbook, unless one of several sheets has to be chosen first; refuse a file that can't be read."""
        if not self.file:
            raise UserError(self.env._("Workbook: choose a file first, for instance the template filled in."))
        content = base64.b64decode(self.file)
        try:
            return workbook.read_listing(content, dates.zone(self.env), self.sheet_id.name or "")
        except WorkbookError as error:
            if self.state != "upload" or not error.sheets:
                raise UserError(sentences.file_sentence(self.env, error)) from error
            self._ask_for_sheet(error.sheets)

    def _ask_for_sheet(self, names):
        """Offer the sheets that fit equally."""
        self.sheet_ids.unlink()
        self.env["hub.members.import.sheet"].create([{"import_id": self.id, "name": name} for name in names])

    def _verdicts(self, listing=None):
        """Judge the lines of the workbook."""
        listing = listing or self._read()
        names = sentences.column_names(self.env)
        self.read_columns = ", ".join(
            f"{header or '?'} → {names[column]}" for column, header in listing.headers.items()
        )
        self.unread_columns = ", ".join(listing.unread)
        return list(matching.Matching(self.env, listing.lines).verdicts())

    def _load(self, verdicts):
        """Create the companies and memberships of good lines, with the user's rights; verdicts learn the records."""
        created = self._create_companies(verdict.line for verdict in verdicts if verdict.outcome == COMPANY)
        for verdict in verdicts:
            verdict.partner_id = verdict.partner_id or created[verdict.line.number]
        memberships = self.env["hub.cluster.membership"].with_context(**NO_LOG).create([
            {"partner_id": verdict.partner_id, "cluster_id": verdict.cluster_id, "date_start": verdict.line.joined}
            for verdict in verdicts
        ])  # fmt: skip
        for verdict, membership_id in zip(verdicts, memberships.ids, strict=True):
            verdict.membership_id = membership_id

    def _create_companies(self, lines):
        """Create one company for each number, as the first line that has it says; return their ids by number."""
        first_lines = {}
        for line in lines:
            first_lines.setdefault(line.number, line)
        belgium = self.env.ref("base.be")
        companies = self.env["res.partner"].with_context(**NO_LOG).create([
            {
                "name": line.name,
                "is_company": True,
                "company_registry": number,
                "city": line.texts[Column.CITY],
                "zip": line.texts[Column.POSTCODE],
                "country_id": belgium.id,
            }
            for number, line in first_lines.items()
        ])  # fmt: skip
        return dict(zip(first_lines, companies.ids, strict=True))

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
                **{column.value: verdict.line.texts[column] for column in Column},
            }
            for verdict in verdicts
        ])  # fmt: skip

    def _keep_wrong(self, verdicts):
        """Keep the wrong lines as a workbook that can be corrected and loaded again."""
        if not verdicts:
            return
        headers = [*sentences.column_names(self.env).values(), self.env._("Reason")]
        rows = (
            [*(verdict.line.texts[column] for column in Column), " ".join(verdict.sentences)] for verdict in verdicts
        )
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


class HubMembersImportLine(models.TransientModel):
    """A line of a workbook of members, as typed, and what it will do."""

    _name = "hub.members.import.line"
    _description = "Line of a Workbook of Members"
    _inherit = ["hub.own.dialog.mixin"]
    _order = "row, id"

    import_id = fields.Many2one("hub.members.import", required=True, index=True, ondelete="cascade")
    row = fields.Integer("Line", help="The number of the line in the workbook.")
    outcome = fields.Selection(
        [
            (COMPANY, "New company, new membership"),
            (MEMBERSHIP, "Known company, new membership"),
            (MEMBER, "Member already"),
            (WRONG, "Wrong"),
        ],
        required=True,
    )
    note = fields.Text("Remarks")
    number = fields.Char("Enterprise Number")
    name = fields.Char()
    city = fields.Char("Municipality")
    postcode = fields.Char()
    cluster = fields.Char()
    joined = fields.Char("Joined On")
    membership_id = fields.Many2one("hub.cluster.membership", "Membership Added")
