"""The list of doors is read from docstrings and comments."""

import pytest

from tools import doors
from tools.paths import ADDONS

MODEL = '''
from odoo import models


class CrmLead(models.Model):
    """What it changes.

    More words about it.

    Core: crm/models/crm_lead.py and
    odoo/orm/models.py, 19.0. Contract: test_core_lead.
    """

    _inherit = "crm.lead"

    def _stage_find(self, team_id=False):
        return super(CrmLead, self.sudo())._stage_find(team_id)

    def _helper(self):
        return super()._stage_find()


READERS = {"search": ("search", "name_search"), "read": ("read",)}

for _operation, _names in READERS.items():
    for _name in _names:
        setattr(CrmLead, _name, logged(_name))


class Other(models.Model):
    """No door. Core: nothing."""

    _inherit = "crm.team"
'''
NODE = '''
class Group(export.GroupsTreeNode):
    """A node.

    Core: web/controllers/export.py, 19.0. Contract: test_core_export.
    """

    def __init__(self): pass

    def child(self, key): pass
'''
SCRIPT = """
import { patch } from "@web/core/utils/patch";

/** Tells something. */
function helper() {
    patch(nothing, {});
}

/**
 * A dialog asks first.
 *
 * Core: web/static/src/a.js, 19.0. Contract: test_core_client.
 */
patch(Dialog.prototype, {
    setup() {
        super.setup();
    },
    async onClick() {
        await super.onClick(...arguments);
    },
    helper() {},
});

/**
 * A menu asks as well.
 *
 * Core: web/static/src/b.js and web/static/src/c.js, 19.1. Contract: test_core_menu.
 */
export class Offer extends Menu {
    get label() {
        return "";
    }
}
"""


@pytest.fixture
def addons(tmp_path):
    addon = tmp_path / "hub_a"
    files = {
        "__manifest__.py": '{"name": "A"}',
        "models/core/crm_lead.py": MODEL,
        "static/src/core/dialog.js": SCRIPT,
        "tests/test_core.py": MODEL,
        "writing/groups.py": NODE,
    }
    for name, text in files.items():
        path = addon / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_doors(addons):
    lead, dialog, menu, node = doors.doors(addons)
    assert lead == doors.Door(
        addon="hub_a",
        file="models/core/crm_lead.py",
        what="crm.lead",
        methods=("_stage_find", "search", "name_search", "read"),
        sentence="What it changes.",
        core=("crm/models/crm_lead.py", "odoo/orm/models.py"),
        version="19.0",
        contract="test_core_lead",
    )
    assert (dialog.what, dialog.methods, dialog.sentence) == ("Dialog", ("setup", "onClick"), "A dialog asks first.")
    assert dialog.core == ("web/static/src/a.js",)
    assert (menu.what, menu.methods, menu.version) == ("Menu", ("label",), "19.1")
    assert menu.core == ("web/static/src/b.js", "web/static/src/c.js")
    assert (node.what, node.methods) == ("GroupsTreeNode", ("child",))


@pytest.mark.parametrize("text", [None, "", "What it changes.", "Core: crm/models/crm_lead.py, 19.0."])
def test_no_door(text):
    assert doors.core_of(text) is None


def test_the_list_names_everything(capsys, monkeypatch, addons):
    found = doors.doors(addons)
    monkeypatch.setattr(doors, "doors", lambda: found)
    assert doors.show() == 0
    shown = capsys.readouterr().out
    for piece in (
        "hub_a: 4 doors",
        "crm.lead: _stage_find, search, name_search, read",
        "What it changes.",
        "odoo/orm/models.py",
        "test_core_lead",
    ):
        assert piece in shown


def test_each_contract_is_there():
    for door in doors.doors(ADDONS):
        assert (ADDONS / door.addon / "tests" / f"{door.contract}.py").exists(), door
        assert door.methods, door
