import json

import numpy as np

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_datetime

from odoo.addons.hub_entrepreneurs.tools.actions import open_window
from odoo.addons.hub_entrepreneurs.tools.groups import may_know

from ...domain.hiding import ALL
from .hub_question_counting import MOST_CELLS, Counted


class HubQuestion(models.Model):
    """The answer as plain data, which the page draws and the workbook writes.

    ``{"title", "figures": [{"name", "unit", "definition", "version"}], "columns": [{"name", "figure"}],
    "rows": [{"name", "level", "is_total", "cells"}], "graph": {"kind", "labels", "series"}, "notes"}``

    A cell is ``{"indicator", "key", "value", "shown", "change", "shown_change", "units", "opens"}``, or
    ``{"hidden": True}`` and nothing else. Where there is no answer, it is ``{"problem"}``, a sentence.
    """

    _inherit = "hub.question"

    def get_answer(self):
        """Return the answer for whoever asks, or why there is none, and note that it was given.

        :rtype: dict
        """
        self.ensure_one()
        self.check_access("read")
        try:
            return self._get_answer()
        except UserError as error:
            return {"problem": str(error)}

    def _get_answer(self):
        self._check_can_answer()
        # Two answers at once would not know of each other.
        self.env["hub.question.answer"]._take_turn(self.indicator_ids)
        found, notes = self._measure_all()
        shows = self.small_numbers == "shown"
        hidden = []
        for rank, measured in enumerate(found):
            found[rank], own, note = (measured, set(), None) if shows else self._get_beside_earlier(measured)
            hidden.append(own)
            notes += [note] if note else []
        words = self.with_context(lang=self.env.company.partner_id.lang or self.env.lang).proposed_name
        for measured, own in zip(found, hidden, strict=True):
            if measured.is_new:
                self.env["hub.question.answer"]._remember(self, measured, own, words)
            if shows and self._rests_on_personal_data(measured.versions):
                shown = sum(cell.owners_count for cell in measured.cells.values())
                self.env["hub.person.profile.access"]._note_figures_read(shown)
        # As superuser: whoever reads a colleague's question may not write it.
        self.sudo().asked_on = fields.Datetime.now()
        return self._draw(found, hidden, notes)

    def _check_can_answer(self):
        """Refuse what can't be asked.

        :raise UserError: with what to do instead
        """
        self.env["hub.fact"].check_access("read")
        if not self.indicator_ids:
            raise UserError(self.env._("Figures: choose at least one."))
        self._check_may_ask()
        self._check_sees_part()
        if self.small_numbers == "shown" and not self._may_show_small():
            raise UserError(
                self.env._(
                    "Small Numbers: they are for analysts and directors, and with personal data for members of the "
                    "group Personal Data. Choose Hidden."
                )
            )
        self._get_period()

    def _measure_all(self):
        """Return what is said of each figure, and sentences about those that say nothing.

        :raise UserError: if none of them says anything, or there is too much of it
        """
        found, problems = [], []
        for indicator in self.indicator_ids.sorted():
            try:
                with self.env.cr.savepoint():
                    measured = self._measure(indicator)
            except UserError as error:
                problems.append(str(error))
                continue
            found.append(measured)
        if not found:
            raise UserError(" ".join(problems))
        if sum(len(measured.cells) for measured in found) > MOST_CELLS:
            raise UserError(
                self.env._(
                    "The answer has more than %s numbers. Ask for fewer days, longer periods, a smaller part or one "
                    "breakdown less.",
                    MOST_CELLS,
                )
            )
        return found, problems

    def _get_beside_earlier(self, measured):
        """Return what is said of an indicator, which of it is hidden, and a sentence where that is an earlier answer.

        Where little has changed since the same question was answered, the earlier answer is given once more: both
        together would tell what has changed. With personal data it is, too, where nothing has.
        """
        answers = self.env["hub.question.answer"]
        known = answers._get_known(measured.indicator)
        last = answers._get_own_last(self, measured.indicator, is_shown=False)
        hidden = self._get_hidden(measured, known, stop_at_change=bool(last))
        is_personal = self._rests_on_personal_data(measured.versions)
        if hidden is not None:
            if is_personal:
                hidden |= self._get_veiled(measured)
            # That nothing has changed would tell of whoever was added meanwhile.
            if not (is_personal and last and last._says(measured, hidden)):
                return measured, hidden, None
        earlier, withheld = self._get_earlier(measured, last)
        return (
            earlier,
            withheld,
            self.env._(
                "“%(figure)s” is given as on %(day)s: too little has changed since to tell it.",
                figure=measured.indicator.name,
                day=format_datetime(self.env, last.answered_on),
            ),
        )

    def _get_veiled(self, measured):
        """Return the keys of totals of nobody, in an answer that rests on personal data.

        Beside a hidden number, which tells of somebody, nothing would tell of the few companies that are asked about.
        """
        none = np.array([], dtype=np.int64)
        total = (ALL,) * len(self._get_breakdowns())
        count = measured.cells.setdefault(total, Counted(total, 0, 0, 0, 0, none, none)).owners_count
        return {total} if count < self._get_smallest() else set()

    def _get_earlier(self, measured, last):
        """Return what an answer said, as it said it, and the keys of what it has hidden."""
        breakdowns = self._get_breakdowns()
        none = np.array([], dtype=np.int64)

        def key_of(plain):
            chosen = [rank for rank, value in enumerate(plain) if value]
            return self._get_key(breakdowns, chosen, [plain[rank][0] for rank in chosen])

        cells = {
            key_of(plain): Counted(key_of(plain), value, units, 0, units, none, none)
            for plain, value, units in last.given or ()
        }
        return measured._replace(cells=cells, is_new=False), {key_of(plain) for plain in last.withheld or ()}

    def _get_asked(self):
        """Return what is asked as JSON: the same for two questions that ask the same."""
        self.ensure_one()
        names = ("interval", "breakdown_id", "second_breakdown_id", "size_class", "entrepreneur_stage", "small_numbers")
        asked = {name: self[name].id if self._fields[name].relational else self[name] for name in names}
        many = ("indicator_ids", "target_group_ids", "sector_ids", "commune_ids", "cluster_ids", "programme_ids",
                "service_ids", "country_ids")  # fmt: skip
        asked |= {name: sorted(self[name].ids) for name in many}
        return json.dumps({**asked, "days": [str(day) for day in self._get_period()]}, sort_keys=True)

    # What is behind a number

    def _may_open(self, measured):
        """Tell whether the reader may open what is behind numbers: with personal data only members of that group."""
        return not self._rests_on_personal_data(measured.indicator.version_ids) or may_know(self.env)

    def _get_listed_part(self):
        """Return the domain of the facts that are asked about, to who may open the lists of this part.

        :raise AccessError: for whoever may not
        """
        self.ensure_one()
        self.check_access("read")
        self._check_may_ask()
        self._check_sees_part()
        if any(self.target_group_ids.mapped("rests_on_personal_data")) and not may_know(self.env):
            raise AccessError(
                self.env._(
                    "The lists rest on what persons told about themselves. Ask a member of the group Personal Data, or "
                    "compare the numbers of the answer."
                )
            )
        return self._get_part()

    def action_open_cell(self, indicator_id, key):
        """Open what a number counts, as of now.

        :param int indicator_id: of which figure
        :param list key: of its cell, as the answer has it
        :raise UserError: if the reader's last answer did not give it
        """
        self.ensure_one()
        self.check_access("read")
        self._check_can_answer()
        indicator = self.indicator_ids.filtered(lambda each: each.id == indicator_id)
        personal = self._rests_on_personal_data(indicator.version_ids)
        answers = self.env["hub.question.answer"]
        if not indicator or (personal and not may_know(self.env)) or not answers._was_given(self, indicator, key):
            raise UserError(self.env._("The list of this number is not shown. Open the question anew."))
        units = self._get_units(indicator, key)
        if personal:
            self.env["hub.person.profile.access"]._note_figures_read(len(units))
        return self._get_opened(indicator, units)

    def _get_units(self, indicator, key):
        """Return the units of a cell, by the statement that counted it."""
        breakdowns = self._get_breakdowns()
        chosen = [rank for rank, values in enumerate(key) if values]
        by = breakdowns.browse([breakdowns[rank].id for rank in chosen])
        wanted = [key[rank][0] for rank in chosen]
        plain = self.env["hub.question.answer"]._plain_key
        return [
            unit
            for version, period in self._get_spans(indicator)
            for unit in version._measure_units(period, by, self._get_part())
            if [value for [value] in plain(unit.keys)] == wanted
        ]

    def _get_opened(self, indicator, units):
        """Return the action that opens records behind a number, or the facts where they are of several models."""
        if not units:
            raise UserError(self.env._("Nothing is in the list of this number any more. Open the question anew."))
        name = indicator.name
        if len({unit.res_model for unit in units}) > 1:
            facts = sorted({fact for unit in units for fact in unit.fact_ids})
            return open_window(
                self.env, "hub_reporting.hub_fact_action", display_name=name, domain=[("id", "in", facts)], context={}
            )
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": units[0].res_model,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", sorted({unit.res_id for unit in units}))],
            "context": {"active_test": False, "create": False},
        }
