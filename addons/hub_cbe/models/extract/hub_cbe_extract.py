from odoo import api, fields, models
from odoo.exceptions import UserError

from ...domain.updates import Turn, place

OPEN = ("reading", "loading")


class HubCbeExtract(models.Model):
    """A zip of the enterprise register: read as a whole, then loaded in ranges of companies.

    1. *Reading* is one transaction: the rows of the companies that are kept take the place of those of the extract
       before, and the ranges are cut. A file that is refused, and a reading that is cancelled or interrupted, leaves
       nothing.
    2. *Loading* puts companies together from these rows, a job a range. Each range is a transaction that says itself
       whether it was done, so whoever interrupts it only makes it begin again.
    3. *Ending* looks for who is in the register no more, and tells account managers what has become of their companies.

    One extract at a time is read and loaded, in the order of their numbers: see :func:`..domain.updates.place`.
    """

    _name = "hub.cbe.extract"
    _description = "Extract of the Enterprise Register"
    _inherit = ["hub.computed.only.mixin"]
    _order = "number desc, id desc"

    file = fields.Binary("Zip of the Register", attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    number = fields.Integer(readonly=True, aggregator=None, copy=False)
    kind = fields.Selection([("full", "Full"), ("update", "Update")], readonly=True, copy=False)
    snapshot_date = fields.Date("State of", readonly=True, copy=False, help="The day whose register the extract is.")
    state = fields.Selection(
        [
            ("new", "New"),
            ("reading", "Being Read"),
            ("loading", "Being Loaded"),
            ("done", "Done"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="new",
        index=True,
        copy=False,
    )
    error = fields.Text("Why It Was Refused", readonly=True, copy=False)
    read_on = fields.Datetime(readonly=True, copy=False, help="Since then its rows are those of this database.")
    done_on = fields.Datetime(readonly=True, copy=False)
    company_count = fields.Integer("Companies", readonly=True, aggregator=None, copy=False)
    establishment_count = fields.Integer("Establishments", readonly=True, aggregator=None, copy=False)
    person_count = fields.Integer(
        "Natural Persons Left Out",
        readonly=True,
        aggregator=None,
        copy=False,
        help="Natural persons of the region whom nobody here knows: their data stay out.",
    )
    new_count = fields.Integer("New Companies", compute="_compute_counts")
    changed_count = fields.Integer("Changed Companies", compute="_compute_counts")
    stopped_count = fields.Integer("Stopped Companies", readonly=True, aggregator=None, copy=False)
    bad_row_count = fields.Integer("Rows Left Out", readonly=True, aggregator=None, copy=False)
    bad_rows = fields.Json(readonly=True, copy=False)
    bad_rows_text = fields.Text("First Rows Left Out", compute="_compute_bad_rows_text")
    range_ids = fields.One2many("hub.cbe.range", "extract_id", readonly=True)
    progress = fields.Integer("Progress (%)", compute="_compute_progress")

    _number_uniq = models.UniqueIndex(
        "(number) WHERE state NOT IN ('new', 'refused', 'cancelled')",
        "Extract: one with this number is here already. Open that one instead.",
    )
    # Of two that begin at the same time, neither sees the other.
    _under_way_uniq = models.UniqueIndex(
        "((state IS NOT NULL)) WHERE state IN ('reading', 'loading')",
        "Extract: another one is under way. Wait until it is done, or cancel it.",
    )

    @api.depends("number", "kind", "file_name")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for extract in self:
            named = f"{kinds[extract.kind]} {extract.number}" if extract.kind else extract.file_name
            extract.display_name = named or self.env._("New Extract")

    @api.depends("range_ids.new_count", "range_ids.changed_count")
    def _compute_counts(self):
        counted = {
            extract: counts
            for extract, *counts in self.env["hub.cbe.range"]._read_group(
                [("extract_id", "in", self.ids)], ["extract_id"], ["new_count:sum", "changed_count:sum"]
            )
        }
        for extract in self:
            extract.new_count, extract.changed_count = counted.get(extract, (0, 0))

    @api.depends("state", "range_ids.done_at")
    def _compute_progress(self):
        """Reading is the first half, loading the second one."""
        read = {row.extract_id: row.percent for row in self.env["hub.cbe.progress"].search(self._of_these())}
        ranges = self.env["hub.cbe.range"]
        total = dict(ranges._read_group(self._of_these(), ["extract_id"], ["__count"]))
        done = dict(ranges._read_group([*self._of_these(), ("done_at", "!=", False)], ["extract_id"], ["__count"]))
        for extract in self:
            if extract.state == "done":
                extract.progress = 100
            elif extract.read_on:
                extract.progress = 50 + 49 * done.get(extract, 0) // (total.get(extract) or 1)
            else:
                extract.progress = read.get(extract, 0) // 2

    def _of_these(self):
        return [("extract_id", "in", self.ids)]

    @api.depends("bad_rows")
    def _compute_bad_rows_text(self):
        for extract in self:
            extract.bad_rows_text = "\n".join(map(self._get_bad_row_text, extract.bad_rows or [])) or False

    def write(self, vals):
        if not self.env.su and any(each.state != "new" for each in self):
            raise UserError(self.env._("Extract: what was read stays as it is. Upload another file instead."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_read(self):
        for extract in self:
            if extract.read_on or extract.state in OPEN:
                raise UserError(
                    self.env._(
                        "“%s” can't be deleted: companies say what it says. The next full extract takes its place.",
                        extract.display_name,
                    )
                )

    # Buttons

    def action_begin(self):
        """Look at the file, and let it be read and loaded in the background."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "new":
            raise UserError(self.env._("“%s” was begun already. Follow it on this page.", self.display_name))
        # As superuser: what is noted of an extract is nobody's to type.
        extract = self.sudo()
        if extract._begin():
            extract._enqueue_reading()

    def action_cancel(self):
        """Stop: while it is read nothing of it stays; while it is loaded, what was loaded stays and can be gone on."""
        self.ensure_one()
        self.check_access("write")
        # As superuser: what is noted of an extract is nobody's to type.
        extract = self.sudo()
        if extract.state == "reading":
            extract.env["hub.cbe.progress"]._get_of(extract).is_cancelled = True
        # Whoever reads it looks at that, and notes the end itself.
        if extract.state in OPEN and extract._lock():
            extract.state = "cancelled"

    def action_go_on(self):
        """Go on with what was interrupted or cancelled."""
        self.ensure_one()
        self.check_access("write")
        # As superuser: what is noted of an extract is nobody's to type.
        extract = self.sudo()
        if extract.state not in (*OPEN, "cancelled"):
            return
        if not extract._resume():
            return
        if extract.read_on:
            extract._enqueue_loading()
        else:
            extract._enqueue_reading()

    # Whose turn it is

    def _begin(self) -> bool:
        """Look at the file as a whole and note what it says of itself; False if it is refused, and why is noted."""
        self._check_alone()
        if not self._look() or not self._take_turn():
            return False
        self.state = "reading"
        self.env["hub.cbe.progress"]._get_of(self).write({"percent": 0, "is_cancelled": False})
        return True

    def _resume(self) -> bool:
        """Let it be under way again; False if it is not its turn any more, and why is noted."""
        self._check_alone()
        if self.read_on:
            last = self._get_last()
            if last != self:
                raise UserError(
                    self.env._(
                        "“%(last)s” was read after “%(extract)s”: companies say what that one says. Leave this one as "
                        "it is.",
                        last=last.display_name,
                        extract=self.display_name,
                    )
                )
            self.state = "loading"
            return True
        if not self._take_turn():
            return False
        self.env["hub.cbe.progress"]._get_of(self).is_cancelled = False
        self.state = "reading"
        return True

    def _take_turn(self) -> bool:
        """Tell whether it may be read after those that were; if not, it is refused, and why is noted."""
        last = self._get_last()
        turn = place(self._get_meta(), last.number or None)
        if turn.turn is not Turn.NEXT:
            self._refuse(self._get_turn_message(turn))
            return False
        if self.kind == "update" and last.state == "cancelled":
            self._refuse(self.env._("“%s” was cancelled halfway. Go on with it first.", last.display_name))
            return False
        return True

    def _check_alone(self):
        """Refuse to begin while another one is under way, or was left halfway by which updates can't go on."""
        other = self.search([("state", "in", OPEN), ("id", "not in", self.ids)], limit=1)
        if other:
            raise UserError(
                self.env._("“%s” is under way. Wait until it is done, or cancel it.", other.display_name),
            )

    @api.model
    def _get_last(self):
        """Return the extract whose rows this database has."""
        return self.search([("read_on", "!=", False)], order="read_on desc, number desc", limit=1)

    def _get_turn_message(self, turn):
        if turn.turn is Turn.DONE:
            return self.env._(
                "Extract %(number)s is in already, or one that holds all of it: nothing has changed.",
                number=self.number,
            )
        if turn.turn is Turn.NO_BASE:
            return self.env._("There is no full extract yet. Load a full one first, then the updates after it.")
        return self.env._(
            "Extract %(number)s comes after %(missing)s, missing here. Load these first, or a full extract.",
            number=self.number,
            missing=", ".join(map(str, turn.missing)),
        )

    def _refuse(self, sentence):
        self.write({"state": "refused", "error": sentence})

    # Jobs

    def _enqueue_reading(self):
        self.with_delay(
            channel="root.hub_cbe",
            identity_key=f"hub_cbe:{self.id}:read",
            description=self.env._("Read %s", self.display_name),
        )._job_read()

    def _enqueue_loading(self):
        """Make a job of each range that is not done, and one that ends the extract."""
        for part in self.range_ids.filtered(lambda each: not each.done_at):
            part._enqueue()
        self.with_delay(
            channel="root.hub_cbe",
            priority=20,
            identity_key=f"hub_cbe:{self.id}:end",
            description=self.env._("End %s", self.display_name),
        )._job_end()


class HubCbeProgress(models.Model):
    """How far the reading of an extract has come, and whether somebody cancelled it.

    In a table of its own: it is written in short transactions beside the long one that reads.
    """

    _name = "hub.cbe.progress"
    _description = "Progress of a Reading"
    _log_access = False

    extract_id = fields.Many2one("hub.cbe.extract", required=True, index=True, ondelete="cascade")
    percent = fields.Integer(aggregator=None)
    is_cancelled = fields.Boolean()

    _extract_uniq = models.UniqueIndex("(extract_id)", "Progress: an extract has one. Leave it as it is.")

    @api.model
    def _get_of(self, extract):
        """Return the progress of an extract."""
        return self.search([("extract_id", "=", extract.id)]) or self.create({"extract_id": extract.id})
