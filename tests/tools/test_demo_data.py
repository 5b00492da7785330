"""The demo data in the addons is what its generator makes, each time the same."""

import ast
import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from tools import demo_data
from tools.demo import companies, names
from tools.demo.files import ADDONS, Table, content
from tools.paths import ROOT

FILES = demo_data.files()


@pytest.mark.parametrize("place", FILES, ids=lambda place: str(place.relative_to(ADDONS)))
def test_committed_file_is_what_the_generator_makes(place):
    assert place.read_text(encoding="utf-8") == FILES[place], "run python3 tools/demo_data.py"


def test_another_process_makes_the_same():
    """Nothing hangs on the order of sets, which each process has its own of."""
    code = "from tools import demo_data; print(*demo_data.files().values(), sep='\\n')"
    texts = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


@pytest.mark.parametrize("addon", sorted({place.relative_to(ADDONS).parts[0] for place in FILES}))
def test_manifest_loads_every_file(addon):
    manifest = ast.literal_eval((ADDONS / addon / "__manifest__.py").read_text(encoding="utf-8"))
    made = {place.relative_to(ADDONS / addon).as_posix() for place in FILES if place.is_relative_to(ADDONS / addon)}
    assert made <= set(manifest["demo"])


def test_files_are_not_loaded_again_by_an_update():
    for text in FILES.values():
        assert ElementTree.fromstring(text).get("noupdate") == "1"


def test_three_hundred_companies_with_numbers_that_nobody_has():
    made = companies.make()
    numbers = {companies.enterprise_number(company.rank) for company in made}
    assert len(made) == len(numbers) == len({company.name for company in made}) == 300
    for number in numbers:
        assert number.startswith(("0100", "1999"))
        assert int(number[8:]) == 97 - int(number[:8]) % 97


def test_company_of_the_browser_tests_is_there():
    company = companies.make()[companies.KNOWN_RANK - 1]
    assert (company.slug, company.name, company.goal) == ("company_08", "Couture Hestoria", "unknown")
    assert companies.enterprise_number(company.rank) == "0100019173"


def test_names_are_enough_and_each_is_there_once():
    for every in (list(names.invented_words()), list(names.person_names())):
        assert len(every) == len(set(every)) >= 400


def test_table_survives_quotes_and_signs():
    """What a row says arrives in the expression as it was written."""
    rows = [("it's", 'a "word"', "a & b < c")]
    table = Table("hub.interaction", "one, two, three", {"note": "one + two + three"}, rows)
    [value] = ElementTree.fromstring(content([table])).iter("value")
    assert eval(value.get("eval")) == [{"note": 'it\'sa "word"a & b < c'}]
