"""The dashboards in the addon are what their generator makes, and each part of them can be clicked."""

import json
import re

import pytest

from tools import dashboard_data
from tools.dashboard.parts import FILTERS, Model, Score, Source
from tools.dashboard.spreadsheet import WIDTH, _Writer

FILES = dashboard_data.files()


@pytest.mark.parametrize("place", FILES, ids=lambda place: place.name)
def test_committed_file_is_what_the_generator_makes(place):
    assert place.read_text(encoding="utf-8") == FILES[place], "run python3 tools/dashboard_data.py"


def test_nothing_else_lies_there():
    assert set(dashboard_data.FILES.iterdir()) == set(FILES)


@pytest.mark.parametrize("text", FILES.values(), ids=[place.name for place in FILES])
def test_figures_do_not_overlap(text):
    page = json.loads(text)["sheets"][0]
    taken = set()
    for figure in page["figures"]:
        left, top = figure["offset"]["x"], figure["offset"]["y"]
        assert left + figure["width"] <= WIDTH
        mine = {(x, y) for x in range(left, left + figure["width"], 5) for y in range(top, top + figure["height"], 5)}
        assert not mine & taken
        taken |= mine
    lowest = max(figure["offset"]["y"] + figure["height"] for figure in page["figures"])
    rows = [int("".join(filter(str.isdigit, address))) for address in page["cells"]]
    assert (min(rows) - 1) * 23 > lowest
    assert max(rows) <= page["rowNumber"]


@pytest.mark.parametrize("text", FILES.values(), ids=[place.name for place in FILES])
def test_every_text_is_a_term(text):
    """What stands in a cell of the page is a formula: text would stay English for everybody."""
    for sheet in json.loads(text)["sheets"]:
        assert all(content.startswith("=") for content in sheet["cells"].values())


@pytest.mark.parametrize("text", FILES.values(), ids=[place.name for place in FILES])
def test_more_of_what_is_missing_or_lost_is_red(text):
    for figure in json.loads(text)["sheets"][0]["figures"]:
        score = figure["data"]
        if "baseline" in score:
            title = score["title"]["text"]
            red = "Up" if re.search(r"(?i)without|does not|ended|left|lost|overdue", title) else "Down"
            assert score[f"baselineColor{red}"] == "#C5302B", title


def test_a_model_that_a_filter_does_not_know_is_refused():
    source = Source(Model("res.country", "base.action_country", {"period": ("create_date", "datetime")}))
    with pytest.raises(AssertionError, match=r"res\.country needs a path for the filters"):
        _Writer().score(0, Score("Countries", source), 0, 4)


def test_the_period_before_is_compared_with():
    data = json.loads(next(iter(FILES.values())))
    offsets = {pivot["fieldMatching"].get("period", {}).get("offset") for pivot in data["pivots"].values()}
    assert {0, -1} <= offsets
    assert [each["id"] for each in data["globalFilters"]] == [each.key for each in FILTERS]
