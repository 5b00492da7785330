"""The figures of a run as text, with a dictionary that says what each column and each indicator means."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, BinaryIO

from odoo.models import BaseModel
from odoo.tools import format_date, format_datetime

from odoo.addons.hub_xlsx.writing.csv_file import for_csv

from .figures_of_run import Figure, FiguresOfRun

DELIMITER = ";"
"""What Excel splits at, and reads numbers with a comma, where Windows is set to Belgium."""

FIGURES, DICTIONARY, README = "figures.csv", "dictionary.csv", "README.txt"


def number(value: float) -> str:
    """Return a number with a decimal comma and no sign for thousands.

    >>> number(1234.5), number(3.0), number(-0.25)
    ('1234,5', '3', '-0,25')
    """
    return str(int(value)) if float(value).is_integer() else repr(float(value)).replace(".", ",")


def table(rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as CSV for Excel: UTF-8 with its mark, and nothing that it could take for a formula.

    >>> table([("é", 1.5, None, True), ("=1+1", date(2025, 1, 2), -2, "-")]).decode("utf-8-sig").splitlines()
    ['é;1,5;;1', "'=1+1;2025-01-02;-2;'-"]
    """
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=DELIMITER).writerows(map(_written, row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _written(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, date):
        return str(value)
    return for_csv([value])[0]


def write_csv(run: BaseModel, file: BinaryIO, *, outside: bool) -> None:
    """Write the figures that the reader may read, their dictionary, and what the run is, as a zip.

    :param outside: hides small numbers
    """
    figures = FiguresOfRun(run, outside=outside)
    columns = _get_columns(run.env)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = (_row(figures, figure, cell) for figure in figures for cell in figure.all)
        archive.writestr(FIGURES, table([list(columns), *rows]))
        archive.writestr(DICTIONARY, table(_get_dictionary(figures, columns)))
        archive.writestr(README, "\r\n".join(_get_readme(figures)).encode("utf-8-sig"))


def _get_columns(env) -> dict[str, str]:
    """Return what each column of the figures means; their names are the same in each language."""
    return {
        "indicator": env._("The code of the indicator."),
        "indicator_name": env._("The name of the indicator."),
        "version": env._("The version of its definition, see below."),
        "breakdown": env._("What the figure is divided by. Empty in a total."),
        "key": env._("The value of the breakdown: an id, a code, or the first day of a year, quarter or month."),
        "label": env._("The value of the breakdown in words."),
        "second_breakdown": env._("What it is divided by besides."),
        "second_key": env._("The value of the second breakdown."),
        "second_label": env._("The value of the second breakdown in words."),
        "is_total": env._("1: the total, in which each unit counts once. 0: a part of it."),
        "value": env._("The figure, with a decimal comma. Empty: not known, or not shown."),
        "unit": env._("What the figure is in, as a code."),
        "units": env._("On how many companies, persons or records it rests."),
        "facts": env._("On how many facts it rests."),
        "value_before": env._("The figure of the period that the run is compared with. Empty: there is none."),
        "is_suppressed": env._("1: the figure is not shown, since it or another one would tell of too few."),
    }


def _row(figures: FiguresOfRun, figure: Figure, cell: BaseModel) -> list:
    hides = figures.is_hidden(cell)
    indicator, version = figure.version.indicator_id, figure.version
    keys = [value for by, key, words in figures.keys(cell) for value in (by.code, key, words)]
    compared = figures.is_compared(cell)
    return [
        indicator.code,
        indicator.name,
        version.number,
        *(keys + [None] * 6)[:6],
        int(cell.is_total),
        None if hides or not cell.is_known else cell.value,
        indicator.unit or None,
        None if hides else cell.units,
        None if hides else cell.facts,
        cell.value_before if compared else None,
        int(hides),
    ]


def _get_dictionary(figures: FiguresOfRun, columns: dict[str, str]) -> list[list]:
    env = figures.env
    rows = [["kind", "name", "label", "meaning", "unit", "version", "date_start", "date_end", "source", "digest"]]
    rows += [["column", name, None, meaning, *[None] * 6] for name, meaning in columns.items()]
    kinds = dict(env["hub.fact"]._get_kinds())
    for version in env["hub.indicator.version"].union(*(figure.version for figure in figures)):
        told_by = [kinds.get(source.fact_kind, source.fact_kind) for source in version.source_ids]
        rows.append(
            [
                "indicator",
                version.indicator_id.code,
                version.indicator_id.name,
                version.definition,
                figures.label(version.indicator_id, "unit"),
                version.number,
                version.date_start or None,
                version.date_end or None,
                ", ".join(dict.fromkeys(map(str, told_by))),
                version._get_digest(),
            ]
        )
    return rows


def _get_readme(figures: FiguresOfRun) -> list[str]:
    env, run = figures.env, figures.run
    return [
        run.display_name,
        "",
        env._("Agency: %s", run.company_id.name),
        env._("Period: %s", " – ".join(format_date(env, day) for day in run._get_period())),
        env._(
            "Counted for %(user)s on %(moment)s: what this user may read.",
            user=run.user_id.name,
            moment=format_datetime(env, run.counted_on),
        ),
        env._("Digest: %s", run.digest),
        *figures.words_on_hidden(),
        "",
        env._("%s: one row for each figure.", FIGURES),
        env._("%s: what each column and each indicator means.", DICTIONARY),
        env._("Both are UTF-8, with semicolons between columns and decimal commas, as Excel reads them in Belgium."),
    ]
