"""What is wrong with a workbook of members, in the user's language: which column, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from .candidates import Candidate, Key
from .files import MAX_BYTES, FileProblem, WorkbookError
from .headers import BASIC, Column
from .workbook import MAX_LINES, LineProblem, Problem


def template_names(env) -> dict[Column, str]:
    """Return the header of each column of the template."""
    return {column: name for column, name in column_names(env).items() if column in BASIC}


def column_names(env) -> dict[Column, str]:
    """Return what each column holds, those of the template first and in its order."""
    return {
        Column.NUMBER: env._("Enterprise number"),
        Column.NAME: env._("Name"),
        Column.CITY: env._("Municipality"),
        Column.POSTCODE: env._("Postcode"),
        Column.CLUSTER: env._("Cluster"),
        Column.JOINED: env._("Joined on"),
        Column.STREET: env._("Street"),
        Column.PHONE: env._("Phone"),
        Column.EMAIL: env._("Email"),
        Column.WEBSITE: env._("Website"),
        Column.FIRST_NAME: env._("Contact person: first name"),
        Column.SURNAME: env._("Contact person: surname"),
        Column.PERSON: env._("Contact person: full name"),
        Column.FUNCTION: env._("Contact person: function"),
        Column.PERSON_PHONE: env._("Contact person: phone"),
        Column.PERSON_EMAIL: env._("Contact person: email"),
        Column.REMARK: env._("Remark"),
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
            "This file is no list in cells, or it is damaged. Save it as .xlsx, .ods or .csv and try again."
        ),
        FileProblem.OLD_FORMAT: env._("This workbook is in the old format .xls. Save it as .xlsx and try again."),
        FileProblem.BINARY_FORMAT: env._(
            "This workbook is in the binary format .xlsb. Save it as .xlsx and try again."
        ),
        FileProblem.PROTECTED: env._("This workbook is protected by a password. Save it without one and try again."),
        FileProblem.TOO_LARGE: env._(
            "This file is larger than %s MB. Split it and load the parts.", MAX_BYTES // 2**20
        ),
        FileProblem.TOO_MANY_LINES: env._(
            "This workbook has more than %s lines. Split it and load the parts.", MAX_LINES
        ),
        FileProblem.EMPTY: env._("This workbook has no lines under its headers. Fill in the template."),
        FileProblem.SHEETS: env._("Sheet: several sheets have a list. Choose the one to load, then check the lines."),
        FileProblem.WEB_PAGE: env._(
            "This file is a web page, whatever its name says. Open it in Excel, save it as .xlsx and try again."
        ),
        FileProblem.PDF: env._(
            "This file is a PDF, which has no cells. Ask for the list as a workbook, or copy it into the template."
        ),
        FileProblem.PICTURE: env._(
            "This file is a picture, which has no cells. Ask for the list as a workbook, or copy it into the template."
        ),
        FileProblem.DOCUMENT: env._(
            "This file is a text or a presentation. Copy its table into a workbook and load that one."
        ),
        FileProblem.APPLE: env._(
            "This file comes from Numbers or Pages. Export it there as Excel (.xlsx) and try again."
        ),
        FileProblem.MAIL: env._("This file is an e-mail. Save the list that is attached to it and load that one."),
        FileProblem.ARCHIVE: env._("This file is an archive. Unpack it and load the list inside."),
    }[error.problem]


def candidate_sentence(env, line, candidates: Sequence[Candidate]) -> str:
    """Return which known company a line may be about, why, and what to do."""
    keys = {
        Key.NAME: env._("name"),
        Key.EMAIL: env._("email"),
        Key.PHONE: env._("phone"),
        Key.WEBSITE: env._("website"),
    }
    best, others = candidates[0], candidates[1:]
    values = {"company": best.name, "keys": ", ".join(keys[key] for key in best.keys)}
    if best.is_company:
        said = env._("Perhaps %(company)s, which is known already: the same %(keys)s.", **values)
    else:
        said = env._("Perhaps %(company)s, who is kept as a person: the same %(keys)s.", **values)
    if others:
        said += " " + env._("Others may be it as well: %s.", ", ".join(each.name for each in others[:3]))
    if line.number:
        return f"{said} " + env._("Take it, or say that this is another company.")
    return f"{said} " + env._("Take it, or fill in the number.")


def line_sentence(env, problem: Problem) -> str:
    """Return what is wrong with one cell, or what there is to know about it."""
    if problem.kind is LineProblem.NUMBER:
        return env["res.partner"]._enterprise_number_problem(problem.value, problem.cause)
    value = problem.value

    def column() -> str:
        return column_names(env)[problem.column]

    return {
        LineProblem.MISSING: lambda: env._("%s: this cell is empty. Fill it in.", column()),
        LineProblem.DATE: lambda: env._(
            "Joined on: %s is not a date. Write day/month/year, for instance 31/01/2026.", value
        ),
        LineProblem.ERROR: lambda: env._(
            "%(column)s: the workbook shows the error %(value)s here. Write the value itself.",
            column=column(),
            value=value,
        ),
        LineProblem.UNCALCULATED: lambda: env._(
            "%(column)s: the formula %(value)s was never calculated. "
            "Open the workbook in Excel, save it and try again.",
            column=column(),
            value=value,
        ),
        LineProblem.SHORTENED: lambda: env._(
            "Enterprise number: %s is what Excel left of a longer number. "
            "Show the column as text or as a number without decimals, save the file again and try again.",
            value,
        ),
        LineProblem.SHIFTED: lambda: env._(
            "This line has more cells than others. Check whether each stands in its column."
        ),
        LineProblem.ORDER: lambda: env._("Joined on: %s is read with the day before the month. Check it.", value),
        LineProblem.NO_DAY: lambda: env._(
            "Joined on: %s names no day, so the first one of the month or the year is taken. Check it.", value
        ),
    }[problem.kind]()
