"""What is wrong with a workbook of members, in the user's language: which column, what, and what to do."""

from __future__ import annotations

from .headers import Column
from .workbook import MAX_BYTES, MAX_LINES, FileProblem, LineProblem, Problem, WorkbookError


def column_names(env) -> dict[Column, str]:
    """Return the header of each column, in the order in which the template has them."""
    return {
        Column.NUMBER: env._("Enterprise number"),
        Column.NAME: env._("Name"),
        Column.CITY: env._("Municipality"),
        Column.POSTCODE: env._("Postcode"),
        Column.CLUSTER: env._("Cluster"),
        Column.JOINED: env._("Joined on"),
    }


def file_sentence(env, error: WorkbookError) -> str:
    """Return why a file can't be read."""
    if error.problem is FileProblem.COLUMNS:
        names = column_names(env)
        return env._(
            "No sheet of the workbook names these columns: %s. Name them as in the template.",
            ", ".join(names[column] for column in error.columns),
        )
    return {
        FileProblem.NO_WORKBOOK: env._(
            "This file is not an Excel workbook, or it is damaged. Save it as .xlsx and try again."
        ),
        FileProblem.OLD_FORMAT: env._("This workbook is in the old format .xls. Save it as .xlsx and try again."),
        FileProblem.PROTECTED: env._("This workbook is protected by a password. Save it without one and try again."),
        FileProblem.TOO_LARGE: env._(
            "This file is larger than %s MB. Split it and load the parts.", MAX_BYTES // 2**20
        ),
        FileProblem.TOO_MANY_LINES: env._(
            "This workbook has more than %s lines. Split it and load the parts.", MAX_LINES
        ),
        FileProblem.EMPTY: env._("This workbook has no lines under its headers. Fill in the template."),
    }[error.problem]


def line_sentence(env, problem: Problem) -> str:
    """Return what is wrong with one cell."""
    if problem.kind is LineProblem.MISSING:
        return env._("%s: this cell is empty. Fill it in.", column_names(env)[problem.column])
    if problem.kind is LineProblem.DATE:
        return env._("Joined on: %s is not a date. Write day/month/year, for instance 31/01/2026.", problem.value)
    if problem.kind is LineProblem.ERROR:
        return env._(
            "%(column)s: the workbook shows the error %(value)s here. Write the value itself.",
            column=column_names(env)[problem.column],
            value=problem.value,
        )
    if problem.kind is LineProblem.UNCALCULATED:
        return env._(
            "%(column)s: the formula %(value)s was never calculated. "
            "Open the workbook in Excel, save it and try again.",
            column=column_names(env)[problem.column],
            value=problem.value,
        )
    return env["res.partner"]._enterprise_number_problem(problem.value, problem.cause)
