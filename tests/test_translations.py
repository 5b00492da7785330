"""Every term of every addon has its French and its Dutch, with the same placeholders and tags.

That the template of an addon holds all its terms is checked with Odoo's exporter in test_translations_current.py.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest

ADDONS = sorted(path.parent for path in (Path(__file__).resolve().parent.parent / "addons").glob("*/__manifest__.py"))
LANGUAGES = ("fr", "nl")
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdifr%]")
LABEL = re.compile(r"([A-Z][^:%]*): ")
# What these say is for people, and translated; the other attributes are for programs.
TEXT_ATTRIBUTES = {"title", "placeholder", "alt", "aria-label", "data-tooltip"}
EACH_FILE = [(addon, lang) for addon in ADDONS for lang in LANGUAGES]


class Tags(HTMLParser):
    """The tags of a text with their attributes, texts left out."""

    def __init__(self, text: str):
        super().__init__()
        self.found = Counter()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        kept = tuple((name, None if name in TEXT_ATTRIBUTES else value) for name, value in attrs)
        self.found[tag, kept] += 1

    def handle_endtag(self, tag):
        self.found[f"/{tag}"] += 1


def labels(template: polib.POFile) -> set[str]:
    """The terms that are labels of fields, or titles that the code gives."""
    return {
        entry.msgid
        for entry in template
        if any("field_description" in place or place.startswith("code:") for place, _line in entry.occurrences)
    }


def problems(template: polib.POFile, translated: polib.POFile) -> list[str]:
    """What a file of translations lacks or has too much."""
    entries = {entry.msgid: entry for entry in translated if not entry.obsolete}
    known = {entry.msgid for entry in template}
    found = [f"obsolete: {entry.msgid}" for entry in translated.obsolete_entries()]
    found += [f"unknown: {msgid}" for msgid in entries if msgid not in known]
    found += [f"missing: {msgid}" for msgid in known if msgid not in entries]
    titles = {label: entries[label].msgstr for label in labels(template) & entries.keys()}
    for msgid, entry in entries.items():
        found += [f"{problem}: {msgid}" for problem in entry_problems(entry, titles)]
    return found


def entry_problems(entry: polib.POEntry, titles: dict[str, str]) -> list[str]:
    """What is wrong with one translation.

    :param titles: the translations of the labels that a sentence may begin with
    """
    if entry.fuzzy:
        return ["fuzzy"]
    if not entry.msgstr.strip():
        return ["untranslated"]
    found = []
    if placeholders(entry.msgid) != placeholders(entry.msgstr):
        found.append("other placeholders")
    if Tags(entry.msgid).found != Tags(entry.msgstr).found:
        found.append("other tags")
    label = LABEL.match(entry.msgid)
    if label and label[1] in titles and not re.match(rf"{re.escape(titles[label[1]])}\s?: ", entry.msgstr):
        found.append("the label in front is not translated as the label is")
    return found


def placeholders(text: str) -> tuple[list[str], Counter]:
    """The placeholders without a name in their order, and those with one in any order."""
    found = PLACEHOLDER.findall(text)
    return [each for each in found if "(" not in each], Counter(each for each in found if "(" in each)


def read(addon: Path, name: str) -> polib.POFile:
    return polib.pofile(str(addon / "i18n" / name), wrapwidth=78)


@pytest.mark.parametrize(("addon", "lang"), EACH_FILE, ids=lambda value: getattr(value, "name", value))
def test_translations_are_complete(addon, lang):
    translated = read(addon, f"{lang}.po")
    assert problems(read(addon, f"{addon.name}.pot"), translated) == []
    assert translated.metadata["Language"] == lang
    assert translated.metadata["Project-Id-Version"] == "Odoo Server 19.0"


@pytest.mark.parametrize(("addon", "lang"), EACH_FILE, ids=lambda value: getattr(value, "name", value))
def test_files_are_sorted_and_wrapped(addon, lang):
    """As Odoo writes them, so that a new export changes no more lines than it has to."""
    translated = read(addon, f"{lang}.po")
    translated.sort(key=lambda entry: entry.msgid)
    assert (addon / "i18n" / f"{lang}.po").read_text(encoding="utf-8") == str(translated)


def test_there_are_addons():
    assert ADDONS


@pytest.mark.parametrize(
    ("msgid", "msgstr", "flags", "problem"),
    [
        ("Name", "Nom", [], None),
        ("Name", "", [], "untranslated: Name"),
        ("Name", "Nom", ["fuzzy"], "fuzzy: Name"),
        ("since %s", "depuis", [], "other placeholders: since %s"),
        ("from %(start)s to %(end)s", "%(end)s, %(start)s", [], None),
        ("from %(start)s to %(end)s", "%(start)s, %(start)s", [], "other placeholders: from %(start)s to %(end)s"),
        ("%s of %d", "%d de %s", [], "other placeholders: %s of %d"),
        ('<i title="Name"/>', '<i title="Nom"/>', [], None),
        ('<i class="a"/>', '<i class="b"/>', [], 'other tags: <i class="a"/>'),
        ("<b>Name</b>", "<b>Nom", [], "other tags: <b>Name</b>"),
        ("Last Day: it is wrong.", "Dernier jour\N{NO-BREAK SPACE}: il est faux.", [], None),
        ("Last Day: it is wrong.", "Jour : il est faux.", [],
         "the label in front is not translated as the label is: Last Day: it is wrong."),
    ],
)  # fmt: skip
def test_problems_are_seen(msgid, msgstr, flags, problem):
    places = [("model:ir.model.fields,field_description:x", "")]
    label = polib.POEntry(msgid="Last Day", msgstr="Dernier jour", occurrences=places)
    template, translated = polib.POFile(), polib.POFile()
    template.extend([label, polib.POEntry(msgid=msgid)])
    translated.extend([label, polib.POEntry(msgid=msgid, msgstr=msgstr, flags=flags)])
    assert problems(template, translated) == ([problem] if problem else [])


def test_other_terms_are_seen():
    template, translated = polib.POFile(), polib.POFile()
    template.append(polib.POEntry(msgid="New"))
    translated.append(polib.POEntry(msgid="Old", msgstr="Vieux"))
    translated.append(polib.POEntry(msgid="Gone", msgstr="Parti", obsolete=True))
    assert problems(template, translated) == ["obsolete: Gone", "unknown: Old", "missing: New"]
