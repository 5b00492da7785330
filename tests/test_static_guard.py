"""Habits of older Odoo versions, and breaches of the layout, that no server start and no linter notices.

Each rule reads one addon's files without Odoo and yields findings. What pylint-odoo and OCA's hooks see
(`_()` instead of `self.env._`, formatted translations, injected SQL, `name_get`, `oe_chatter`) is left to them.
Every rule shows itself a file that it must refuse and one that it must pass, so that none can rot unnoticed.
"""

from __future__ import annotations

import ast
import csv
import functools
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest
from lxml import etree

from tools.doors import core_of

ADDONS = Path(__file__).resolve().parent.parent / "addons"
TEXT_FILES = {".py", ".xml", ".csv", ".js"}
LARGE_MODEL = 300
LARGEST_MODEL = 450
"""How many lines a file of a model has before the guard mentions it, and before it refuses it."""
SMALL_MODEL = 45
"""A model of about forty lines joins its neighbour in the room; one of this number has a file of its own."""


class Finding(NamedTuple):
    file: str
    line: int
    sentence: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass(frozen=True)
class Model:
    """A class of an addon that is a model of Odoo's."""

    file: str
    node: ast.ClassDef
    attributes: dict[str, object]

    @property
    def name(self) -> str | None:
        """The new model's name; None for a class that only extends one."""
        name, inherit = self.attributes.get("_name"), self.attributes.get("_inherit")
        inherits = inherit if isinstance(inherit, list) else [inherit]
        return name if name and name not in inherits else None

    def extends(self, base: str) -> bool:
        """Whether the class is a `models.<base>`."""
        return any(getattr(parent, "attr", "") == base for parent in self.node.bases)


class Addon:
    """The files of one addon, as text by their path inside it."""

    def __init__(self, files: dict[str, str]):
        self.files = files

    @classmethod
    def read(cls, folder: Path) -> Addon:
        paths = [path for path in sorted(folder.rglob("*")) if path.suffix in TEXT_FILES]
        return cls({path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths})

    @functools.cached_property
    def python(self) -> dict[str, ast.Module]:
        return {path: ast.parse(text, path) for path, text in self.files.items() if path.endswith(".py")}

    @functools.cached_property
    def xml(self) -> dict[str, etree._Element]:
        return {path: etree.fromstring(text.encode()) for path, text in self.files.items() if path.endswith(".xml")}

    @functools.cached_property
    def models(self) -> list[Model]:
        return [
            Model(path, node, attributes)
            for path, tree in self.python.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and (attributes := constants(node)).keys() & {"_name", "_inherit"}
        ]

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
        """Every node of these kinds in the addon's Python files, with its path."""
        for path, tree in self.python.items():
            yield from ((path, node) for node in ast.walk(tree) if isinstance(node, kinds))

    def elements(self, xpath: str) -> Iterator[tuple[str, etree._Element]]:
        """Every element of the addon's XML files that an expression finds, with its path."""
        for path, root in self.xml.items():
            yield from ((path, element) for element in root.xpath(xpath))


def constants(node: ast.ClassDef) -> dict[str, object]:
    """The class attributes that are given as a constant; what is computed counts as None."""
    assignments = [item for item in node.body if isinstance(item, ast.Assign)]
    return {
        target.id: [getattr(each, "value", None) for each in item.value.elts]
        if isinstance(item.value, ast.List)
        else getattr(item.value, "value", None)
        for item in assignments
        for target in item.targets
        if isinstance(target, ast.Name)
    }


def called(node: ast.AST) -> str:
    """The last name of what a call calls: `field` for `a.field(…)`."""
    function = getattr(node, "func", None)
    return getattr(function, "attr", getattr(function, "id", ""))


def underscored(model: str) -> str:
    return model.replace(".", "_")


def model_of(record: etree._Element) -> str:
    """The model that a view, an action or a rule is about, underscored; empty when it names none."""
    named = record.findtext("field[@name='model']") or record.findtext("field[@name='res_model']")
    reference = record.find("field[@name='model_id']")
    if reference is None:
        return underscored(named or "")
    return reference.get("ref", "").rpartition(".")[2].removeprefix("model_")


Rule = Callable[[Addon], Iterator[Finding]]
RULES: list[Rule] = []


def rule(*, bad: list[dict[str, str]], good: dict[str, str]) -> Callable[[Rule], Rule]:
    """Register a rule with addons that it must refuse and one that it must pass."""

    def register(function: Rule) -> Rule:
        function.bad, function.good = [Addon(files) for files in bad], Addon(good)
        RULES.append(function)
        return function

    return register


def view(xml_id: str, model: str, arch: str) -> str:
    """A view for the rules' examples."""
    return f"""
        <record id="{xml_id}" model="ir.ui.view">
            <field name="model">{model}</field><field name="arch">{arch}</field>
        </record>"""


# Python


@rule(
    bad=[{"models/a.py": "class A:\n    _name = 'a'\n    _sql_constraints = []"}],
    good={"models/a.py": "class A:\n    _name = 'a'\n    _uniq = models.UniqueIndex('(code)')"},
)
def sql_constraints(addon):
    for model in addon.models:
        if "_sql_constraints" in model.attributes:
            yield Finding(model.file, model.node.lineno, "Odoo ignores _sql_constraints: use models.Constraint")


GONE_METHODS = {
    "read_group": "_read_group or formatted_read_group",
    "_name_search": "_search_display_name",
    "check_access_rights": "check_access or has_access",
    "check_access_rule": "check_access or has_access",
}


@rule(
    bad=[{"models/a.py": "env['a'].read_group([], [], [])"}, {"models/a.py": "def _name_search(self): pass"}],
    good={"models/a.py": "env['a']._read_group([])", "models/b.py": "def _search_display_name(self): pass"},
)
def gone_methods(addon):
    for path, node in addon.nodes(ast.Attribute, ast.FunctionDef):
        name = getattr(node, "attr", getattr(node, "name", None))
        if name in GONE_METHODS:
            yield Finding(path, node.lineno, f"{name} is of older versions: use {GONE_METHODS[name]}")


@rule(
    bad=[{"a.py": "from odoo.osv import expression"}, {"a.py": "import odoo.osv.expression"}],
    good={"a.py": "from odoo.fields import Domain"},
)
def old_expressions(addon):
    for path, node in addon.nodes(ast.Import, ast.ImportFrom):
        modules = [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        if any(module.startswith("odoo.osv") for module in modules):
            yield Finding(path, node.lineno, "odoo.osv is of older versions: use odoo.fields.Domain")


@rule(
    bad=[{"a.py": "self.env.cr.execute('SELECT 1')"}, {"a.py": "cr.execute(f'SELECT {x}')"}],
    good={
        "a.py": "self.env.execute_query(SQL('SELECT %s', x))",
        "b.py": "cr.execute(SQL('SELECT 1'))",
    },
)
def string_sql(addon):
    for path, node in addon.nodes(ast.Call):
        text = node.args and isinstance(node.args[0], (ast.Constant, ast.JoinedStr, ast.BinOp))
        if called(node) == "execute" and text:
            yield Finding(path, node.lineno, "SQL as a string: use self.env.execute_query(SQL(…))")


def without_tests(addon: Addon) -> Addon:
    return Addon({path: text for path, text in addon.files.items() if "tests/" not in path})


DAY_OF_ANOTHER_CLOCK = re.compile(
    r"\bcurrent_date\b|\blocaltime|\w\)?::date\b|\bdate_(?:trunc\('(?!second)|part\()|\bextract\(", re.IGNORECASE
)
OF_A_ZONE = re.compile(r"AT TIME ZONE %|timezone\(%")


@rule(
    bad=[
        {"a.py": "day = fields.Date.today()"},
        {"a.py": "day = fields.Date(default=fields.Date.context_today)"},
        {"a.py": "day = date.today()"},
        {"a.py": "day = datetime.now().date()"},
        {"a.py": "day = datetime.utcnow()"},
    ],
    good={
        "a.py": "day = today(self.env)\nmoment = fields.Datetime.now()\nother = datetime.now(zone)",
    },
)
def days_are_the_agencys(addon):
    for path, node in without_tests(addon).nodes(ast.Attribute, ast.Call):
        base = getattr(node, "value", getattr(getattr(node, "func", None), "value", None))
        owner = getattr(base, "attr", getattr(base, "id", ""))
        name = getattr(node, "attr", "")
        naive = called(node) in ("now", "utcnow") and not node.args and owner == "datetime"
        if name == "context_today" or (name == "today" and owner in ("Date", "date", "datetime")) or naive:
            yield Finding(path, node.lineno, "a day of another clock: use tools/dates.py")


@rule(
    bad=[
        {"a.py": "SQL('SELECT create_date::date FROM a')"},
        {"a.py": "SQL('SELECT 1 FROM a WHERE date_end < CURRENT_DATE')"},
        {"a.py": "SQL('SELECT date_trunc(\\'year\\', date) FROM a')"},
        {"a.py": "SQL('SELECT EXTRACT(year FROM date) FROM a')"},
    ],
    good={
        "b.py": "SQL('SELECT (create_date AT TIME ZONE \\'UTC\\' AT TIME ZONE %s)::date FROM a', zone)",
    },
)
def days_of_sql_have_a_zone(addon):
    for path, node in without_tests(addon).nodes(ast.Constant):
        text = node.value if isinstance(node.value, str) else ""
        is_sql = re.search(r"\b(SELECT|WHERE|FROM)\b|::date|^date_", text)
        if is_sql and DAY_OF_ANOTHER_CLOCK.search(text) and not OF_A_ZONE.search(text):
            yield Finding(path, node.lineno, "SQL by the clock of the database: name the zone, see dates.zone(env)")


@rule(
    bad=[
        {"views/a.xml": "<filter domain=\"[('date', '=', time.strftime('%Y-%m-%d'))]\"/>"},
        {"views/a.xml": "<filter domain=\"[('date', '&lt;', datetime.datetime.now())]\"/>"},
        {"static/src/a.js": "const day = new Date();"},
        {"static/src/a.js": "const day = DateTime.local();"},
    ],
    good={
        "views/a.xml": "<filter domain=\"[('year', '=', context_today().year), ('date', '&lt;', 'today')]\"/>",
        "static/src/a.js": "const day = DateTime.now().setZone(session.hub_timezone);",
    },
)
def days_of_the_browser_are_the_agencys(addon):
    """In the browser `context_today()` and `current_date` are, by static/src/core/agency_days.js."""
    ours = without_tests(addon)
    for path, element in ours.elements("//*[@domain or @context or @invisible]"):
        if re.search(r"time\.strftime|datetime\.now|\bnow\b", " ".join(element.values())):
            yield Finding(path, element.sourceline, "the browser's clock: write 'today', or context_today()")
    scripts = {path: text for path, text in ours.files.items() if path.endswith(".js")}
    for path, text in scripts.items():
        for found in re.finditer(r"new Date\(\)|DateTime\.(local|now)\(\)(?!\.setZone)", text):
            line = text.count("\n", 0, found.start()) + 1
            yield Finding(path, line, "the browser's clock: use session.hub_timezone")


@rule(
    bad=[{"controllers/a.py": "@http.route('/a', type='json')\ndef a(self): pass"}],
    good={"controllers/a.py": "@http.route('/a', type='jsonrpc')\ndef a(self): pass"},
)
def json_routes(addon):
    for path, node in addon.nodes(ast.Call):
        for keyword in node.keywords if called(node) == "route" else ():
            if keyword.arg == "type" and getattr(keyword.value, "value", None) == "json":
                yield Finding(path, node.lineno, "a route of type 'json' is gone: use type='jsonrpc'")


@rule(
    bad=[{"a.py": "partner.mobile"}, {"a.py": "company.partner_id.title"}],
    good={"a.py": "partner.phone", "b.py": "name.title()\ncampaign.title"},
)
def gone_partner_fields(addon):
    for path, node in addon.nodes(ast.Attribute):
        owner = getattr(node.value, "attr", getattr(node.value, "id", ""))
        if node.attr in {"mobile", "title"} and owner.startswith("partner"):
            yield Finding(path, node.lineno, f"contacts have no {node.attr} any more")


# XML

OLD_XML = {
    "//tree": "<tree> is <list> in Odoo 19",
    "//*[@t-name='kanban-box']": "the template kanban-box is t-name='card' in Odoo 19",
    "//*[@attrs]": "attrs is gone: write invisible=, readonly=, required= as expressions",
    "//field[@name='arch']//*[@states]": "states is gone: write invisible= as an expression",
    "//search//group[@expand or @string]": "a group of a search view takes neither expand nor string",
    "//record[@model='ir.cron']/field[@name='numbercall']": "ir.cron has no numbercall any more",
    "//record[@model='res.groups']/field[@name='category_id']": "groups have no category_id any more: use privilege_id",
    "//record/field[@name='groups_id']": "groups_id is group_ids in Odoo 19",
}


@rule(
    bad=[
        {"views/a.xml": view("a", "a", "<tree/>")},
        {"views/a.xml": view("a", "a", "<kanban><div t-name='kanban-box'/></kanban>")},
        {"views/a.xml": view("a", "a", "<form attrs='{}'/>")},
        {"views/a.xml": view("a", "a", "<button states='draft'/>")},
        {"views/a.xml": view("a", "a", "<search><group expand='0'/></search>")},
        {"data/a.xml": "<record model='ir.cron'><field name='numbercall'/></record>"},
        {"data/a.xml": "<odoo><record model='res.groups'><field name='category_id'/></record></odoo>"},
        {"data/a.xml": "<odoo><record model='res.users'><field name='groups_id'/></record></odoo>"},
    ],
    good={
        "views/a.xml": view("a", "a", "<search><group/></search>"),
        "views/b.xml": view("b", "a", "<kanban><t t-name='card'><field name='states' invisible='1'/></t></kanban>"),
        "data/a.xml": "<odoo><record model='res.groups'><field name='privilege_id'/></record></odoo>",
    },
)
def old_xml(addon):
    for xpath, sentence in OLD_XML.items():
        for path, element in addon.elements(xpath):
            yield Finding(path, element.sourceline, sentence)


JOBS = {"hub_report_run", "hub_xlsx_job"}
"""Models whose progress ends at a hundred percent: nothing is done more than wholly."""


@rule(
    bad=[{"views/a.xml": view("a", "a", "<list><field name='b' widget='progressbar'/></list>")}],
    good={
        "views/a.xml": """<field widget="progressbar" options="{'overflow_class': 'bg-success'}"/>""",
        "views/b.xml": view("b", "hub.xlsx.job", "<list><field name='b' widget='progressbar'/></list>"),
    },
)
def more_than_wanted_is_green(addon):
    for path, field in addon.elements("//field[@widget='progressbar']"):
        view_of = next(field.iterancestors("record"), None)
        is_job = view_of is not None and model_of(view_of) in JOBS
        if not is_job and "'overflow_class': 'bg-success'" not in field.get("options", ""):
            yield Finding(path, field.sourceline, "core's bar is grey beyond the target: give it an overflow_class")


HUB_A = {"models/hub_a.py": "class A(models.Model):\n    _name = 'hub.a'"}


@rule(
    bad=[HUB_A | {"views/a.xml": view("a", "hub.a", "<list/>")}],
    good=HUB_A | {"views/a.xml": f"<odoo>{view('a', 'hub.a', '<list/>')}{view('b', 'hub.a', '<search/>')}</odoo>"},
)
def lists_have_a_search(addon):
    # A list of a transient model lives in a form, where nothing can be searched.
    own = {underscored(model.name) for model in addon.models if model.name and not model.extends("TransientModel")}
    searched = {model_of(arch.getparent().getparent()) for _, arch in addon.elements("//field[@name='arch']/search")}
    for path, arch in addon.elements("//field[@name='arch']/list"):
        model = model_of(arch.getparent().getparent())
        if model in own - searched:
            yield Finding(path, arch.sourceline, f"{model} has a list but no search view")


ACTION = '<record id="{}" model="ir.actions.act_window"><field name="res_model">hub.a</field></record>'
RECORD_RULE = '<record id="{}" model="ir.rule"><field name="model_id" ref="model_hub_a"/></record>'
IDS = {
    "//record[@model='ir.ui.view']": r"{model}_view_(form|list|search|kanban|pivot|graph|calendar|activity)(_\w+)?",
    "//record[starts-with(@model, 'ir.actions.')]": r"{model}_action(_\w+)?",
    "//record[@model='ir.rule']": r"{model}_rule_\w+",
    "//record[@model='res.groups']": r"group_hub_\w+",
    "//menuitem": r"\w+_menu(_\w+)?",
}


@rule(
    bad=[
        {"views/a.xml": view("view_hub_a", "hub.a", "<form/>")},
        {"views/a.xml": ACTION.format("action_a")},
        {"security/a.xml": RECORD_RULE.format("own_hub_a")},
        {"security/a.xml": "<record id='hub_director' model='res.groups'/>"},
        {"views/a.xml": "<menuitem id='menu_a'/>"},
    ],
    good={
        "views/a.xml": view("hub_a_view_form", "hub.a", "<form/>"),
        "views/b.xml": ACTION.format("hub_a_action"),
        "security/a.xml": RECORD_RULE.format("hub_a_rule_own"),
        "security/b.xml": "<record id='group_hub_director' model='res.groups'/>",
        "views/c.xml": "<menuitem id='hub_a_menu'/>",
        "data/a.xml": "<record id='mail.some_action' model='ir.actions.act_window'/>",
    },
)
def conventional_ids(addon):
    for xpath, pattern in IDS.items():
        for path, record in addon.elements(f"{xpath}[@id][not(contains(@id, '.'))]"):
            expected = pattern.format(model=model_of(record) or r"\w+")
            if not re.fullmatch(expected, record.get("id")):
                yield Finding(path, record.sourceline, f"the id {record.get('id')} is not of the form {expected}")


XML_LINE = 120
EXPRESSIONS = r"domain|domain_force|context|eval|filter_domain|invisible|readonly|required|options|t-if|t-foreach"


@rule(
    bad=[{"views/a.xml": f'<odoo>\n<field domain="[{"x" * XML_LINE}]"/>\n</odoo>'}],
    good={
        "views/a.xml": f'<odoo>\n<p>{"A sentence of a screen. " * 9}</p>\n<field help="{"x " * XML_LINE}"/>\n</odoo>',
        "demo/a.xml": f'<odoo>\n<field domain="[{"x" * XML_LINE}]"/>\n</odoo>',
    },
)
def length_of_xml_lines(addon):
    # A line break inside a sentence would be part of it; demo data are made by a program.
    for path, text in addon.files.items():
        for number, line in enumerate(text.splitlines(), 1) if path.endswith(".xml") and "demo/" not in path else ():
            expression = re.match(rf"\s*(?:<[^>]*\s)?(?:name=\")?(?:{EXPRESSIONS})(?:=\"[^\"]*|\">[^<]*)", line)
            if expression and expression.end() > XML_LINE:
                yield Finding(path, number, f"is longer than {XML_LINE}: break the expression")


# Layout


@rule(
    bad=[{"tests/test_a.py": ""}, {"tests/__init__.py": "", "tests/test_a.py": ""}],
    good={"tests/__init__.py": "from . import test_a", "tests/test_a.py": "", "tests/common.py": ""},
)
def imported_tests(addon):
    imports = [node for path, node in addon.nodes(ast.ImportFrom) if path == "tests/__init__.py"]
    imported = {alias.name for node in imports for alias in node.names}
    for path in addon.files:
        if re.fullmatch(r"tests/test_\w+\.py", path) and PurePosixPath(path).stem not in imported:
            yield Finding(path, 1, "is not imported in tests/__init__.py: Odoo does not run it")


@rule(bad=[{"models/a.py": "x = 1\n" * (LARGEST_MODEL + 1)}], good={"models/room/a.py": "x = 1\n" * LARGEST_MODEL})
def size_of_models(addon):
    for path, text in addon.files.items():
        lines = text.count("\n")
        if re.match(r"(models|wizards|report)/.*\.py$", path) and lines > LARGEST_MODEL:
            yield Finding(
                path, LARGEST_MODEL, f"has {lines} lines, over {LARGEST_MODEL}: give a part a file of its own"
            )


def large_files(addon: Addon) -> Iterator[Finding]:
    """Files that are large enough to think about: mentioned, not refused."""
    for path, text in addon.files.items():
        lines = text.count("\n")
        if re.match(r"(models|wizards|report)/.*\.py$", path) and lines > LARGE_MODEL:
            yield Finding(path, LARGE_MODEL, f"has {lines} lines: does a part of it deserve a name of its own?")


HUB_C = "class C(models.Model):\n    _name = 'hub.c'\n"


@rule(
    bad=[
        {"models/a.py": "class B(models.Model):\n    _name = 'hub.b'"},
        {"models/room/hub_c.py": HUB_C + "class B(models.Model):\n    _name = 'hub.b'\n" + "    x = 1\n" * SMALL_MODEL},
    ],
    good={
        "models/room/hub_b.py": "class B(models.Model):\n    _name = 'hub.b'\n    _inherit = ['mail.thread']",
        "models/room/hub_c.py": HUB_C + "class D(models.Model):\n    _name = 'hub.d'",
        "models/a.py": "class A(models.Model):\n    _inherit = 'a'",
    },
)
def a_model_has_its_file(addon):
    named = {PurePosixPath(model.file) for model in addon.models if model.name}
    hosts = {path for path in named if any(
        model.name and underscored(model.name) == path.stem for model in addon.models if model.file == str(path)
    )}  # fmt: skip
    for model in addon.models:
        if not model.name or PurePosixPath(model.file).stem == underscored(model.name):
            continue
        lines = model.node.end_lineno - model.node.lineno + 1
        if PurePosixPath(model.file) not in hosts or lines >= SMALL_MODEL:
            yield Finding(model.file, model.node.lineno, f"{model.name} belongs in {underscored(model.name)}.py")


@rule(
    bad=[
        {"domain/a.py": "from odoo import fields"},
        {"domain/a.py": "import odoo.tools"},
        {"domain/a.py": "from ..tools import dates"},
    ],
    good={
        "domain/a.py": "from datetime import date\nfrom . import b\nfrom .b import c",
        "domain/b.py": "from odoo.addons.hub_b.domain import c\nfrom odoo.addons.hub_b.domain.c import d",
    },
)
def domain_is_pure(addon):
    pure = re.compile(r"odoo\.addons\.\w+\.domain(\..+)?")
    for path, node in addon.nodes(ast.Import, ast.ImportFrom):
        if not path.startswith("domain/"):
            continue
        level, module = getattr(node, "level", 0), getattr(node, "module", None)
        modules = [module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
        if level > 1 or (not level and any(re.match(r"odoo\b", name) and not pure.fullmatch(name) for name in modules)):
            yield Finding(path, node.lineno, "what stands in domain/ imports nothing of Odoo, nor what does")


@rule(
    bad=[
        {"models/a/x.py": "from ..b.y import y", "models/b/y.py": "from ..a import x"},
        {
            "models/a/x.py": "from ..b import y",
            "models/b/y.py": "from ..c import z",
            "models/c/z.py": "from ..a import x",
        },
    ],
    good={"models/a/x.py": "from . import x\nfrom ...domain import z", "models/b/y.py": "from ..a import x\nimport os"},
)
def subjects_form_no_circle(addon):
    needs: dict[str, set[str]] = {}
    for path, node in addon.nodes(ast.ImportFrom):
        parts = PurePosixPath(path).parts
        if parts[0] == "models" and len(parts) == 3 and node.level == 2 and node.module:
            needs.setdefault(parts[1], set()).add(node.module.partition(".")[0])
    for room, direct in needs.items():
        reached, waiting = set(), set(direct)
        while waiting:
            reached |= waiting
            waiting = set().union(*(needs.get(each, set()) for each in waiting)) - reached
        if room in reached:
            yield Finding(f"models/{room}", 1, f"needs what needs {room}: let one of them add its part to the other")


# What Odoo keeps to itself, and Hub has overridden or could be tempted to. The hooks that core made for others are in
# tests/test_doors.py, which compares all of our methods with core's.
PRIVATE = {
    "_action_done", "_as_query", "_fetch_field", "_fetch_query", "_get_account_information_from_iap",
    "_get_done_emails", "_get_optout_emails", "_get_partner_email_update", "_get_partner_phone_update",
    "_get_seen_list", "_merge", "_merge_dependences", "_merge_get_fields", "_merge_get_fields_specific",
    "_merge_opportunity", "_message_auto_subscribe", "_order_field_to_sql", "_order_to_sql", "_prepare_outgoing_list",
    "_read_format", "_read_group", "_read_group_groupby", "_read_group_orderby", "_read_group_select",
    "_read_group_stage_ids", "_read_grouping_sets", "_search", "_send", "_stage_find", "_synchronize_memberships",
    "_traverse_related_sql", "_update_foreign_keys", "_update_reference_fields", "_update_values", "exists", "fetch",
    "search_fetch",
}  # fmt: skip

CRM_LEAD = "class A(models.Model):\n    {}_inherit = 'crm.lead'\n    def {}(self): pass"
CORE_LINE = "Core: crm/models/crm_lead.py, 19.0. Contract: test_a."


@rule(
    bad=[
        {"models/a/crm_lead.py": CRM_LEAD.format("", "_stage_find")},
        {"models/core/crm_lead.py": CRM_LEAD.format("", "_stage_find")},
        {"models/core/crm_lead.py": CRM_LEAD.format("'What it changes.'\n    ", "_stage_find")},
        {"models/core/crm_lead.py": CRM_LEAD.format(f"'''What.\n\n    {CORE_LINE}'''\n    ", "_stage_find")},
        {"static/src/a/a.js": "patch(A.prototype, {});"},
        {"static/src/core/a.js": "/** What it changes. */\npatch(A.prototype, {});"},
        {"static/src/core/a.js": f"/** {CORE_LINE} */\npatch(A.prototype, {{}});"},
    ],
    good={
        "models/a/crm_lead.py": CRM_LEAD.format("", "_compute_b"),
        "models/core/crm_lead.py": CRM_LEAD.format(f"'''What.\n\n    {CORE_LINE}'''\n    ", "_stage_find"),
        "tests/__init__.py": "from . import test_a",
        "tests/test_a.py": "",
        "static/src/a/a.js": "import { patch } from 'a';\ndispatch(a);",
        "static/src/core/a.js": f"/**\n * What.\n *\n * {CORE_LINE}\n */\npatch(A.prototype, {{}});",
    },
)
def one_door_to_core(addon):
    doors = [(model.file, model.node.lineno, core_of(ast.get_docstring(model.node))) for model in addon.models]
    for model in addon.models:
        for item in () if model.file.startswith("models/core/") else model.node.body:
            if isinstance(item, ast.FunctionDef) and item.name in PRIVATE:
                yield Finding(model.file, item.lineno, f"{item.name} is Odoo's own: override it in models/core/")
    for path, text in addon.files.items():
        for found in re.finditer(r"^patch\(", text, re.MULTILINE) if path.endswith(".js") else ():
            before = text[: found.start()]
            comment = before[before.rfind("/**") :] if before.endswith("*/\n") else None
            doors.append((path, before.count("\n") + 1, core_of(comment)))
            if not path.startswith("static/src/core/"):
                yield Finding(*doors[-1][:2], "a patch of core's JavaScript stands in static/src/core/")
    for path, line, door in doors:
        if not door and path.startswith(("models/core/", "static/src/core/")):
            yield Finding(path, line, "a door says what it changes, with a line “Core: file, version. Contract: test.”")
        elif door and f"tests/{door[-1]}.py" not in addon.files:
            yield Finding(path, line, f"its contract, tests/{door[-1]}.py, is missing")


RESPELLED = {
    "get_param": "get_param",
    "_field_to_sql": "columns or field_to_sql",
    "_table_query": "table_query or is_table",
    "_table_sql": "table_query or is_table",
    "Query": "query_of",
}
"""What Odoo 19.1 to 20 spell in another way, with what compat.py has for it."""


@rule(
    bad=[
        {"models/a.py": "env['ir.config_parameter'].get_param('a')"},
        {"models/a.py": "model._field_to_sql('a', 'b')"},
        {"models/a.py": "query = Query(env, 'a', table)"},
        {"models/a.py": "from odoo.tools import SQL, Query"},
        {"models/a.py": "if model._table_query: pass"},
        {"report/a.py": "class A(models.Model):\n    @property\n    def _table_query(self): pass"},
    ],
    good={
        "compat.py": "from odoo.tools import Query\nQuery(env, model._table, model._table_sql)",
        "tools/compat.py": "read = parameters.get_param",
        "report/a.py": "class A(models.Model):\n    @table_query\n    def _table_query(self): pass",
        "models/a.py": "from ..compat import Query\nget_param(env, 'a')",
        "tests/common.py": "env['ir.config_parameter'].get_param('a')",
    },
)
def respelled_by_later_versions(addon):
    for path, node in addon.nodes(ast.Attribute, ast.Call, ast.FunctionDef, ast.ImportFrom):
        if path.startswith("tests/") or PurePosixPath(path).name == "compat.py":
            continue
        names = {getattr(node, "attr", "")}
        if isinstance(node, ast.Call):
            names = {called(node)} & {"Query"}
        elif isinstance(node, ast.ImportFrom) and node.module == "odoo.tools":
            names = {alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef) and "table_query" not in map(ast.unparse, node.decorator_list):
            names = {node.name} - {"get_param"}
        for name in names & RESPELLED.keys():
            yield Finding(path, node.lineno, f"{name} changes with Odoo 19.1: take {RESPELLED[name]} of compat.py")


@rule(
    bad=[HUB_A, {"wizards/hub_a.py": "class A(models.TransientModel):\n    _name = 'hub.a'"}],
    good=HUB_A
    | {
        "models/hub_b.py": "class B(models.AbstractModel):\n    _name = 'hub.b'",
        "security/ir.model.access.csv": "id,model_id:id\na,model_hub_a",
    },
)
def access_rights(addon):
    rows = csv.DictReader(addon.files.get("security/ir.model.access.csv", "").splitlines())
    granted = {row["model_id:id"] for row in rows}
    for model in addon.models:
        if model.name and not model.extends("AbstractModel") and f"model_{underscored(model.name)}" not in granted:
            yield Finding(model.file, model.node.lineno, f"{model.name} has no line in security/ir.model.access.csv")


@rule(
    bad=[{"models/a.py": "class A:\n    _name = 'hub.a'\n    company_id = fields.Many2one('res.partner')"}],
    good={
        "models/a.py": "class A:\n    _name = 'hub.a'\n    company_id = fields.Many2one('res.company')",
        "models/b.py": "class A:\n    _name = 'hub.a'\n    company_id = fields.Many2one(related='team_id.company_id')",
    },
)
def company_is_the_agency(addon):
    for model in addon.models:
        for item in model.node.body:
            names = [getattr(target, "id", "") for target in getattr(item, "targets", ())]
            if "company_id" in names and not re.search(r"'res\.company'|related=", ast.unparse(item)):
                yield Finding(model.file, item.lineno, "company_id is the agency, res.company; a company is partner_id")


@rule(
    bad=[{"models/a.py": "def a():\n    return 1\n    b()"}, {"models/a.py": "for a in b:\n    continue\n    c()"}],
    good={"models/a.py": "def a():\n    if b:\n        return 1\n    raise c"},
)
def nothing_after_the_end(addon):
    for path, node in addon.nodes(ast.AST):
        for block in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            for item in block[:-1] if isinstance(block, list) else ():
                if isinstance(item, ast.Return | ast.Raise | ast.Continue | ast.Break):
                    yield Finding(path, item.lineno, "nothing after this is ever run: take it out")


@rule(
    bad=[
        {"views/a.xml": "<odoo><menuitem id='a'/> id='b'/></odoo>"},
        {"data/a.xml": "<odoo><record id='a'>a<field name='b'/></record></odoo>"},
    ],
    good={
        "views/a.xml": "<odoo>\n<menuitem id='a'/>\n<record id='b'><field name='c'>d</field></record>\n</odoo>",
        "static/src/a/a.xml": "<odoo>a</odoo>",
    },
)
def no_text_between_records(addon):
    """What a merge has cut: Odoo loads it and makes no record of it."""
    for path, element in addon.elements("/odoo | /odoo//data | /odoo//record | /odoo//menuitem"):
        between = [element.text, *(child.tail for child in element)]
        if not path.startswith("static/") and any((text or "").strip() for text in between):
            yield Finding(path, element.sourceline, "there is text between its elements: a record lost its beginning")


# Tests


@pytest.mark.parametrize("check", RULES, ids=lambda check: check.__name__)
def test_rule_can_fail_and_pass(check):
    for number, addon in enumerate(check.bad):
        assert list(check(addon)), f"the bad example {number} passes"
    assert not list(check(check.good))


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in ADDONS.glob("*/__manifest__.py")), ids=lambda f: f.name
)
def test_addon(folder):
    addon = Addon.read(folder)
    findings = [f"addons/{folder.name}/{finding}" for check in RULES for finding in check(addon)]
    assert not findings, "\n".join(findings)


def test_large_files_are_mentioned():
    for folder in sorted(path.parent for path in ADDONS.glob("*/__manifest__.py")):
        for finding in large_files(Addon.read(folder)):
            warnings.warn(f"addons/{folder.name}/{finding}", stacklevel=1)
    assert list(large_files(Addon({"models/a.py": "x = 1\n" * (LARGE_MODEL + 1)})))
    assert not list(large_files(Addon({"models/a.py": "x = 1\n" * LARGE_MODEL})))
