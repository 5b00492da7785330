"""What ./hub test --peers makes of two runs of Odoo's own tests."""

from types import SimpleNamespace

import pytest

from tools import cli, install, peers, templates
from tools.peers import PEERS, problems, table
from tools.results import Results

CRM = "usr/odoo/addons/crm/tests/test_crm_lead.py::TestLead::"
SURVEY = "usr/odoo/addons/survey/tests/test_survey.py::TestSurvey::"


def results(failed, passed):
    return Results(len(passed), list(failed), dict.fromkeys([*failed, *passed], 0.1))


def test_what_failed_before_is_not_ours():
    plain = results([CRM + "a"], [CRM + "b", SURVEY + "c"])
    assert problems(plain, plain) == []
    assert problems(plain, results([], [CRM + "a", CRM + "b", SURVEY + "c"])) == []
    broken_off = results([CRM + "a"], [])
    assert problems(broken_off, broken_off), "where nothing passes there is nothing to compare"


def test_one_more_that_fails_is():
    plain = results([CRM + "a"], [CRM + "b", SURVEY + "c"])
    assert problems(plain, results([CRM + "a", SURVEY + "c"], [CRM + "b"])) == [f"{SURVEY}c fails with our addons"]
    # As many fail, but another one.
    assert problems(plain, results([CRM + "b"], [CRM + "a", SURVEY + "c"])) == [f"{CRM}b fails with our addons"]


def test_a_test_that_vanishes_or_a_run_that_breaks_off():
    plain = results([], [CRM + "a", CRM + "b"])
    assert problems(plain, results([], [CRM + "a"])) == [f"{CRM}b does not run with our addons"]
    assert "no test passed with our addons" in problems(plain, Results())
    assert problems(Results(), plain) == ["no test passed without our addons"]


def test_table_has_a_row_for_each_module_and_names_what_broke():
    with_ours = results([CRM + "a", SURVEY + "b"], [CRM + "c"])
    lines = table(results([CRM + "a"], [CRM + "c", SURVEY + "b"]), with_ours).splitlines()
    assert [line.split() for line in lines if line.split()[:1] in (["crm"], ["survey"], ["together"])] == [
        ["crm", "2", "tests,", "1", "failed", "2", "tests,", "1", "failed"],
        ["survey", "1", "tests,", "0", "failed", "1", "tests,", "1", "failed"],
        ["together", "3", "tests,", "1", "failed", "3", "tests,", "2", "failed"],
    ]
    assert lines[-1].strip() == f"{SURVEY}b fails with our addons"


@pytest.mark.parametrize(("broken", "status"), [([], 0), ([SURVEY + "b"], 1)])
def test_run_compares_both_and_leaves_no_database(monkeypatch, broken, status):
    made, dropped = {}, []
    runs = {"hub.peers-core": results([], [SURVEY + "b"]), "hub.peers-hub": results(broken, [CRM + "a", SURVEY + "b"])}
    monkeypatch.setattr(templates, "core", lambda work, database, demo: "template")
    monkeypatch.setattr(templates, "test_database", lambda database, kind: f"{database}.{kind}")
    monkeypatch.setattr(
        install, "build", lambda work, name, addons, demo, template: made.update({name: (tuple(addons), template)})
    )
    monkeypatch.setattr(peers, "_tested", lambda work, name: runs[name])
    monkeypatch.setattr(peers.databases, "drop", lambda work, name: dropped.append(name))
    assert peers.run(SimpleNamespace(), "hub") == status
    assert made["hub.peers-core"] == (PEERS, "template")
    assert made["hub.peers-hub"][1] == "hub.peers-core", "the second one has all that the first has"
    assert dropped == list(made)


def test_each_module_is_found():
    found = {folder.parent.name for folder in peers._folders()}
    assert found >= {"crm", "event", "mass_mailing", "sales_team", "survey"}
    assert found <= set(PEERS)


def test_command_line():
    assert cli._parser().parse_known_args(["test", "--peers"])[0].peers
