"""The screens use the words of docs/GLOSSARY.md, and their translations too."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
ADDONS = sorted(path.parent for path in (ROOT / "addons").glob("*/__manifest__.py"))
LANGUAGES = ("fr", "nl")
PLACEHOLDER = re.compile(r"%\(\w+\)\w|<[^>]*>")


class Term(NamedTuple):
    """A row of the glossary: the English word, and for each language the forms that its translation may have."""

    english: str
    forms: dict[str, list[str]]
    meaning: str

    def is_in(self, text: str) -> bool:
        """Whether an English text uses the term, in the singular or the plural."""
        stem = re.escape(self.english.removesuffix("y"))
        plural = "(y|ies)" if self.english.endswith("y") else "(s|es)?"
        return bool(re.search(rf"\b{stem}{plural}\b", text, re.IGNORECASE))

    def is_translated_in(self, text: str, language: str) -> bool:
        """Whether a translation uses one of the term's forms."""
        flat = text.casefold().replace("’", "'")
        return any(form in flat for form in self.forms[language])


class Glossary(NamedTuple):
    terms: list[Term]
    other_senses: list[str]

    def terms_of(self, text: str) -> list[Term]:
        """The terms that a text uses; of two that overlap the longer one."""
        text = " ".join(text.split())
        for phrase in self.other_senses:
            text = re.sub(rf"\b{re.escape(phrase)}(?!\w)", " ", text, flags=re.IGNORECASE)
        text = PLACEHOLDER.sub(" ", text)
        found = []
        for term in sorted(self.terms, key=lambda term: -len(term.english)):
            if term.is_in(text):
                found.append(term)
                text = re.sub(rf"\b{re.escape(term.english)}", " ", text, flags=re.IGNORECASE)
        return found

    def problems(self, entry: polib.POEntry, language: str) -> list[str]:
        """What a translation does not call by its word."""
        return [
            f"{term.english}: “{entry.msgstr}” has none of {term.forms[language]} for “{entry.msgid}”"
            for term in self.terms_of(entry.msgid)
            if not term.is_translated_in(entry.msgstr, language)
        ]


def read_glossary() -> Glossary:
    """The glossary of the documents."""
    text, _, senses = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8").partition("## Other senses")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    terms = [
        Term(english, {"fr": french.split(", "), "nl": dutch.split(", ")}, meaning)
        for english, french, dutch, meaning in rows[2:]
    ]
    phrases = [phrase for line in senses.splitlines() if line.startswith("- ") for phrase in line[2:].split(", ")]
    return Glossary(terms, phrases)


GLOSSARY = read_glossary()


def entries(folder: Path, language: str) -> list[polib.POEntry]:
    """The translated texts of an addon."""
    path = folder / "i18n" / f"{language}.po"
    return list(polib.pofile(str(path))) if path.exists() else []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", ADDONS, ids=lambda folder: folder.name)
def test_translations_use_the_glossary(folder, language):
    found = [problem for entry in entries(folder, language) for problem in GLOSSARY.problems(entry, language)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("term", GLOSSARY.terms, ids=lambda term: term.english)
def test_each_term_is_used_and_explained(term):
    """A word that no screen uses is none of Hub's; the modules to come bring theirs."""
    assert term.meaning
    assert any(term.is_in(entry.msgid) for folder in ADDONS for entry in entries(folder, "fr"))


def test_another_word_is_found():
    entry = polib.POEntry(msgid="The account manager of the company", msgstr="Le commercial de la société")
    assert [problem.partition(":")[0] for problem in GLOSSARY.problems(entry, "fr")] == ["account manager", "company"]
    good = polib.POEntry(msgid=entry.msgid, msgstr="Le gestionnaire de dossiers de l’entreprise")
    assert not GLOSSARY.problems(good, "fr")
    assert not GLOSSARY.problems(polib.POEntry(msgid="Lead Office", msgstr="Bureau pilote"), "fr")
