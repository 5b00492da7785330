"""Texts are set as each language sets them, and what counts stands so that one is right as well.

French has a no-break space before : ; ? ! and inside « »; English and Dutch have “ ”. A number stands behind what it
counts (*companies: 1*), since *1 companies* is wrong in each language, and *entreprise(s)* is no word; or one has a
term of its own beside many (*1 day late*, *%s days late*).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

ADDONS = sorted(path.parent for path in (Path(__file__).resolve().parent.parent / "addons").glob("*/__manifest__.py"))
TAGS = re.compile(r"<[^>]*>")
WRONG = {
    "fr": (
        (re.compile(r"[^\N{NO-BREAK SPACE}(!?][?!;](?:\s|$)"), "no no-break space before ; ? !"),
        (re.compile(r"[^\N{NO-BREAK SPACE}]:(?=\s|$)"), "no no-break space before :"),
        (re.compile(r"«[^\N{NO-BREAK SPACE}]|[^\N{NO-BREAK SPACE}]»"), "no no-break space inside « »"),
        (re.compile(r"[“”\"„]"), "quotation marks of another language"),
        (re.compile(r"’"), "another apostrophe than elsewhere"),
    ),
    "nl": (
        (re.compile(r"\s[:;?!](?:\s|$)"), "a space before : ; ? !"),
        (re.compile(r"[«»\"„]"), "quotation marks of another language"),
        (re.compile(r"’"), "another apostrophe than elsewhere"),
    ),
}
OPTIONAL_PLURAL = re.compile(r"\w\((?:s|e|es|en)\)")
NOUNS = "companies|persons|contacts|conversations|days|leads|lines|members|memberships|notes|questions|records|rows"
COUNTED = re.compile(rf"%(?:\((?:added|count|days|most|size|total)\))?s (?:(?:\w+ed|more|new|other) )?({NOUNS})\b")
"""A noun right behind the placeholder of a number."""
BEHIND_A_NUMBER = re.compile(rf"(?:{NOUNS})\b(?!\.\w|:)")
"""How a text of a view begins that stands behind a number: not with a capital, as labels do."""

# The number is never one, or a unit behind a box to type it in.
MANY = {
    "%(count)s of %(total)s questions of %(assessment)s have no answer yet, the first one is “%(question)s” "
    "(%(dimension)s). Answer them, then mark the assessment as done.",
    "%(done)s of about %(total)s rows",
    "%(group)s: %(size)s persons",
    "%s persons",
    "A briefing holds %(most)s companies at most, and %(count)s are chosen. Choose those of one day.",
    "This workbook has more than %s lines. Split it and load the parts.",
    "in %s days",
    "days",
    "records.",
    "<span> days</span>",
    "<span> records</span>",
}


def in_a_view(entry: polib.POEntry) -> bool:
    return any(place.startswith("model_terms:") or place.endswith(".xml") for place, _line in entry.occurrences)


def problems_of(text: str, language: str) -> list[str]:
    """What of a translation is set as another language sets it."""
    text = TAGS.sub("", text)
    found = [problem for pattern, problem in WRONG[language] if pattern.search(text)]
    return found + ["a plural in brackets"] * bool(OPTIONAL_PLURAL.search(text))


def counted_before(entry: polib.POEntry, known: set[str]) -> bool:
    """Whether a number that can be one stands before what it counts, and one has no term of its own."""
    if entry.msgid in MANY:
        return False
    text = TAGS.sub("", entry.msgid).strip()
    if in_a_view(entry) and BEHIND_A_NUMBER.match(text):
        return True
    return bool(COUNTED.search(text)) and COUNTED.sub(lambda found: f"1 {singular(found[1])}", text) not in known


def singular(noun: str) -> str:
    return re.sub("ies$", "y", noun) if noun.endswith("ies") else noun.removesuffix("s")


# What these join is read by no user, or comes from a workbook as it is.
NOT_READ = {"hub_own_dialog_mixin.py", "workbook.py"}
PARTS = ("models", "wizards", "report", "controllers", "members_import", "tools")
JOINED_IN_SCRIPTS = re.compile(r"`[^`]*\}: ")
JOINED_IN_VIEWS = re.compile(r"/>\s*:(?=[\s<])")

IN_AN_EXPRESSION = re.compile(
    r"""(?:t-att-(?:title|placeholder|alt|aria-label|data-tooltip)|t-out|t-esc)="[^"]*'[A-Z][a-z]+[ '][^"]*\""""
)


def joined_by_a_colon(source: str) -> Iterator[int]:
    """Yield the lines in which ``f"{label}: {text}"`` sets a colon as English does; errors of the code may."""
    tree = ast.parse(source)
    errors = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in errors:
            parts = zip(node.values, node.values[1:], strict=False)
            if any(
                isinstance(before, ast.FormattedValue)
                and isinstance(after, ast.Constant)
                and re.match(r"\s?: ", after.value)
                for before, after in parts
            ):
                yield node.lineno


def entries(addon: Path, name: str) -> list[polib.POEntry]:
    return list(polib.pofile(str(addon / "i18n" / name)))


@pytest.mark.parametrize("language", WRONG)
@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_translations_are_set_as_their_language_sets_them(addon, language):
    found = [
        f"{problem}: {entry.msgstr}"
        for entry in entries(addon, f"{language}.po")
        for problem in problems_of(entry.msgstr, language)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_numbers_stand_behind_what_they_count(addon):
    texts = entries(addon, f"{addon.name}.pot")
    known = {entry.msgid for entry in texts}
    found = [entry.msgid for entry in texts if counted_before(entry, known)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_labels_are_joined_by_a_term(addon):
    """The term says where the colon stands: ``tools/labels.py`` of hub_entrepreneurs, or ``_t`` in a script."""
    found = [
        f"{path.relative_to(addon)}:{line}"
        for part in PARTS
        for path in (addon / part).rglob("*.py")
        if path.name not in NOT_READ
        for line in joined_by_a_colon(path.read_text(encoding="utf-8"))
    ]
    for path in [*(addon / "static" / "src").rglob("*.js"), *addon.rglob("*.xml")]:
        pattern = JOINED_IN_VIEWS if path.suffix == ".xml" else JOINED_IN_SCRIPTS
        found += [str(path.relative_to(addon))] * bool(pattern.search(path.read_text(encoding="utf-8")))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("addon", ADDONS, ids=lambda addon: addon.name)
def test_texts_in_expressions_are_terms(addon):
    """What stands in an expression of a template is exported for no translator: a method returns it, by ``_t``."""
    found = [
        f"{path.relative_to(addon)}: {text[0]}"
        for path in addon.rglob("*.xml")
        for text in IN_AN_EXPRESSION.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('f"{label}: {count}"', [1]),
        ('f"- {label}: {count}"', [1]),
        ('f"{label} ({count})"', []),
        ('raise ValueError(f"{label}: {count}")', []),
        ('f"{day:%H: %M}"', []),
    ],
)
def test_joined_labels_are_seen(source, lines):
    assert list(joined_by_a_colon(source)) == lines


def test_what_is_never_one_is_there():
    known = {entry.msgid for addon in ADDONS for entry in entries(addon, f"{addon.name}.pot")}
    assert not MANY - known


@pytest.mark.parametrize(
    ("language", "text", "problem"),
    [
        ("fr", "Entreprise\N{NO-BREAK SPACE}: %s", None),
        ("fr", "Entreprise : %s", "no no-break space before :"),
        ("fr", "Entreprise: %s", "no no-break space before :"),
        ("fr", "à 1:30, voir https://example.com", None),
        ("fr", "Déjà connu ?", "no no-break space before ; ? !"),
        ("fr", "Touches (?)", None),
        ("fr", "Créer «\N{NO-BREAK SPACE}%s\N{NO-BREAK SPACE}»", None),
        ("fr", "Créer « %s »", "no no-break space inside « »"),
        ("fr", "Créer “%s”", "quotation marks of another language"),
        ("fr", "L’entreprise", "another apostrophe than elsewhere"),
        ("fr", "%s trouvé(s)", "a plural in brackets"),
        ("nl", "Onderneming: “%s”", None),
        ("nl", "Onderneming : %s", "a space before : ; ? !"),
        ("nl", '<i title="Naam"/> Naam', None),
    ],
)
def test_what_is_set_wrongly_is_seen(language, text, problem):
    assert problems_of(text, language) == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("msgid", "place", "is_wrong"),
    [
        ("%s companies", "code:addons/x.py", True),
        ("companies: %s", "code:addons/x.py", False),
        ("%s days late", "code:addons/x.py", False),
        ("The list: %(count)s new members", "code:addons/x.py", True),
        ("%(count)s added members", "code:addons/x.py", True),
        ("members today", "model_terms:ir.ui.view,arch_db:x", True),
        ("Members today:", "model_terms:ir.ui.view,arch_db:x", False),
        ("members.xlsx", "code:addons/x.py", False),
    ],
)
def test_numbers_before_nouns_are_seen(msgid, place, is_wrong):
    entry = polib.POEntry(msgid=msgid, occurrences=[(place, "")])
    assert counted_before(entry, {"1 day late"}) is is_wrong
