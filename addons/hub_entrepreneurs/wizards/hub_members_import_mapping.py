import base64
import json
from collections import defaultdict

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..domain.communes import spelling_key
from ..members_import import sentences, workbook
from ..members_import.files import WorkbookError
from ..members_import.guessing import Source, layout_keys
from ..members_import.headers import Column
from ..members_import.table import Reading
from ..tools import dates
from .hub_members_import_column import IGNORE


class HubMembersImport(models.TransientModel):
    """What the columns of a list are taken for, and what is to be said about them before its lines are read."""

    _inherit = "hub.members.import"

    @api.depends(
        "column_ids.meaning", "column_ids.proposed", "column_ids.is_doubtful", "cluster_id", "joined_on", "state"
    )
    def _compute_questions(self):
        for wizard in self:
            columns = wizard._columns_by_meaning()
            wizard.lacks_cluster = bool(wizard.column_ids) and Column.CLUSTER not in columns
            wizard.lacks_joined = bool(wizard.column_ids) and Column.JOINED not in columns
            wizard.has_email = not columns.keys().isdisjoint((Column.EMAIL, Column.PERSON_EMAIL))
            questions = list(wizard._obstacles()) if wizard.column_ids else []
            if wizard.state in ("upload", "columns"):
                questions += wizard._doubts()
            wizard.questions = "\n".join(questions)

    @api.depends("column_ids.meaning", "cluster_id", "joined_on", "checked_as")
    def _compute_is_changed(self):
        for wizard in self:
            wizard.is_changed = bool(wizard.checked_as) and wizard.checked_as != wizard._signature()

    def _columns_by_meaning(self):
        """Return the columns of the list by what they are taken for, without those to ignore."""
        columns = defaultdict(self.env["hub.members.import.column"].browse)
        for each in self.column_ids:
            if column := each._column():
                columns[column] += each
        return dict(columns)

    def _obstacles(self):
        """Yield what has to be said before the lines can be read."""
        columns, names = self._columns_by_meaning(), sentences.column_names(self.env)
        for column, found in columns.items():
            if len(found) > 1 and column is not Column.REMARK:
                yield self.env._(
                    "%(meaning)s: several columns say so: %(headers)s. Keep one, and choose something else for the "
                    "others.",
                    meaning=names[column],
                    headers=", ".join(each.header or "?" for each in found),
                )
        if Column.NUMBER not in columns and Column.NAME not in columns:
            yield self.env._("No column holds the enterprise number or the name of the company. Choose one.")
        if Column.CLUSTER not in columns and not self.cluster_id:
            yield self.env._("Cluster: no column says it. Choose a column, or the cluster of all lines.")
        if Column.JOINED not in columns and not self.joined_on:
            yield self.env._("Joined on: no column says it. Choose a column, or the day for all lines.")

    def _doubts(self):
        """Yield what to look at once; whoever goes on has seen it."""
        columns, names = self._columns_by_meaning(), sentences.column_names(self.env)
        if len({Column.NUMBER, Column.NAME} & columns.keys()) == 1:
            [missing] = {Column.NUMBER, Column.NAME} - columns.keys()
            yield self.env._(
                "%s: no column says it. Choose one, or go on: only companies that are known already can be loaded.",
                names[missing],
            )
        for each in self.column_ids:
            if not each.is_doubtful or each.meaning != each.proposed:
                continue
            if each.source == Source.OTHERWISE.value:
                yield self.env._(
                    "%(header)s: the last list had something else in this column. Check what it is taken for.",
                    header=each.header or "?",
                )
            elif column := each._column():
                yield self.env._(
                    "%(header)s: taken for %(meaning)s. Header and cells don't both say so: check it.",
                    header=each.header or "?",
                    meaning=names[column],
                )

    def _find_columns(self):
        """Show each column of the workbook, and what it is taken for; return what was read.

        Nothing was where one of several sheets has to be chosen first.
        """
        self.column_ids.unlink()
        listing = self._read()
        if not listing:
            return listing
        self.env["hub.members.import.column"].create([
            {
                "import_id": self.id,
                "place": each.place,
                "header": each.header,
                "samples": " · ".join(each.samples),
                "meaning": each.column.value if each.column else IGNORE,
                "proposed": each.column.value if each.column else IGNORE,
                "guessed": each.guessed.value if each.guessed else IGNORE,
                "source": each.source.value,
                "is_doubtful": each.doubtful,
            }
            for each in listing.columns
        ])  # fmt: skip
        return listing

    def _read(self, **how):
        """Return the listing of the workbook, or ask for one of its sheets; refuse a file that can't be read."""
        if not self.file:
            raise UserError(self.env._("Workbook: choose a file first, for instance the template filled in."))
        clusters = self.env["hub.cluster"].search(Domain.TRUE)
        keys = {spelling_key(text) for cluster in clusters for text in (cluster.code, cluster.name)}
        reading = Reading(
            zone=dates.zone(self.env),
            is_cluster=lambda text: spelling_key(text) in keys,
            recall=self.env["hub.members.layout"]._recall,
            everywhere={
                column: value
                for column, value in ((Column.CLUSTER, self.cluster_id.code), (Column.JOINED, self.joined_on))
                if value
            },
            is_strict=False,
            sheet=self.sheet_id.name or "",
            **how,
        )
        try:
            return workbook.read_listing(base64.b64decode(self.file), reading)
        except WorkbookError as error:
            if self.state != "upload" or not error.sheets:
                raise UserError(sentences.file_sentence(self.env, error)) from error
            self._ask_for_sheet(error.sheets)
            return None

    def _ask_for_sheet(self, names):
        """Offer the sheets that fit equally."""
        self.sheet_ids.unlink()
        self.env["hub.members.import.sheet"].create([{"import_id": self.id, "name": name} for name in names])

    def _chosen(self):
        """Return what the columns mean by their places, or nothing before they were found."""
        if not self.column_ids:
            return None
        return {each.place: column for each in self.column_ids if (column := each._column())}

    def _signature(self):
        """Return a text that tells whether the lines would be read in another way."""
        chosen = sorted((each.place, each.meaning) for each in self.column_ids)
        return json.dumps([chosen, self.cluster_id.id, str(self.joined_on or "")])

    def _remember(self):
        """Keep for the next list with these headers what was chosen otherwise than guessed."""
        headers = self.column_ids.mapped(lambda each: each.header or "")
        self.env["hub.members.layout"]._remember(
            headers,
            {
                key: each._column()
                for key, each in zip(layout_keys(headers), self.column_ids, strict=True)
                if each.meaning != each.guessed
            },
        )
