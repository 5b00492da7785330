"""The rules that people rely on are told by the code, its documents and its data: all say the same."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
EXPORT, CAMPAIGN = ROOT / "addons/hub_export", ROOT / "addons/hub_campaign"
README = (ROOT / "README.md").read_text(encoding="utf-8")
GATE = ast.get_docstring(ast.parse((EXPORT / "domain/stage_gate.py").read_text(encoding="utf-8")))


def records(addon: Path, name: str, model: str) -> dict[str, etree._Element]:
    root = etree.parse(addon / "data" / f"{name}.xml")
    return {record.get("id"): record for record in root.iterfind(f".//record[@model='{model}']")}


def constant(path: Path, name: str) -> object:
    """The value of a module's constant, which is written as a literal."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
    raise LookupError(name)


def section(title: str) -> str:
    return README.partition(f"### {title}\n")[2].partition("\n### ")[0]


def table(title: str) -> dict[str, str]:
    """The rows of the first table of a section of README by their first cell."""
    rows = [line.strip("|").split("|") for line in section(title).splitlines() if line.startswith("|")]
    return {first.strip(): second.strip() for first, second in rows[2:]}


STAGES = records(EXPORT, "crm_stage_data", "crm.stage")
NAMES = {
    xml_id: record.findtext("field[@name='name']")
    for xml_id, record in sorted(STAGES.items(), key=lambda item: int(item[1].findtext("field[@name='sequence']")))
}


def told_of_requirement(record: etree._Element) -> str:
    """The words by which the documents tell of a requirement."""
    kind = record.findtext("field[@name='kind']")
    if kind != "band":
        return {"target_market": "a target market", "plan": "a step of "}[kind]
    bands = records(EXPORT, "hub_assessment_framework_export_data", "hub.assessment.band")
    band = bands[record.find("field[@name='min_band_id']").get("ref")]
    if not int(band.findtext("field[@name='min_score']")):
        return "a done readiness assessment"
    return "*" + band.findtext("field[@name='name']") + "*"


@pytest.mark.parametrize("told", ["README", "domain/stage_gate.py"])
def test_what_a_stage_requires(told):
    rows = {}
    if told == "README":
        for first, needed in table("What a stage requires").items():
            rows |= dict.fromkeys(first.split(", "), needed)
    else:
        rows = dict(re.findall(r"^(\w[\w ]*?)  +(\S.*)$", GATE, re.MULTILINE))
    assert list(rows) == list(NAMES.values())
    needed = dict.fromkeys(NAMES, 0)
    for record in records(EXPORT, "hub_stage_requirement_data", "hub.stage.requirement").values():
        stage = record.find("field[@name='stage_id']").get("ref")
        assert told_of_requirement(record) in rows[NAMES[stage]]
        needed[stage] += 1
    for stage, count in needed.items():
        row = rows[NAMES[stage]]
        assert len(row.split(", ")) == count if count else row.startswith(("–", "nothing more"))


def test_the_last_two_stages_are_won():
    won = [NAMES[xml_id] for xml_id in NAMES if STAGES[xml_id].find("field[@name='is_won']") is not None]
    assert ", ".join(won) + " | nothing more; both are won" in section("What a stage requires")


def test_the_steps_of_a_campaign():
    days = constant(CAMPAIGN / "domain/funnel.py", "STEP_DAYS")
    assert [step.removeprefix("with ") for step in table("What a campaign counts")] == ["targeted", *days]


def test_why_a_company_is_left_out():
    path = CAMPAIGN / "models/campaign/utm_campaign_freeze.py"
    reasons = [reason for reason, _label in constant(path, "LEFT_OUT_SELECTION")]
    [freeze] = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)]
    told = ast.get_docstring(freeze).partition("holds: ")[2].partition(".")[0]
    assert re.findall(r"\w+", told) == reasons
    [preview] = [node for node in freeze.body if getattr(node, "name", "") == "_prepare_preview_values"]
    assert ast.literal_eval(preview.args.defaults[0]) == 10
    assert "*Preview and Freeze* shows the first ten" in README


def test_the_years_of_a_regular_exporter():
    assert constant(EXPORT / "domain/exporter.py", "REGULAR_YEARS") == 3
    words = "sold abroad in each of the last three years"
    assert words in section("Exporter status")
    assert words in (EXPORT / "models/markets/res_partner.py").read_text(encoding="utf-8")
