"""Models that only tests have, with a field of each type and of each kind that an export treats in its own way.

They exist in the registry and in the transaction of one test class.
"""

from __future__ import annotations

import base64
from datetime import date, datetime
from decimal import Decimal

from odoo import api, models
from odoo.fields import (
    Binary,
    Boolean,
    Char,
    Command,
    Date,
    Datetime,
    Float,
    Html,
    Image,
    Integer,
    Json,
    Many2many,
    Many2one,
    Many2oneReference,
    Monetary,
    One2many,
    Properties,
    PropertiesDefinition,
    Reference,
    Selection,
    Text,
)
from odoo.orm.model_classes import add_to_registry

SAMPLE, LINE, TAG, FOLDER, BODY = (f"hub.xlsx.sample{suffix}" for suffix in ("", ".line", ".tag", ".folder", ".body"))
REFERABLE = [("res.partner", "Contact"), (TAG, "Tag"), (FOLDER, "Folder")]
STATES = [("new", "New"), ("done", "=Done"), ("empty", "")]
NASTY_TEXTS = (
    "plain",
    "=1+1",
    "{=1+1}",
    "+32 2",
    "-5",
    "@sum(1)",
    "\ttab",
    "\rreturn",
    "a\r\nb\nc",
    "https://example.com/a?b=c&d",
    "mailto:a@b.example",
    "internal:Sheet1!A1",
    " around ",
    "é ŷ \U0001f600 <&>\"'",
    "12",
    "1e5",
    "TRUE",
    "NaN",
    "_x0041_",
    "''",
    "\\N",
    "a,b;c|d",
)
# One transparent pixel: what an image field accepts.
PIXEL = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


class Folder(models.Model):
    _name = FOLDER
    _module = None
    _description = "Export sample: folder"
    _parent_name = "parent_id"
    _parent_store = True

    name = Char(translate=True)
    active = Boolean(default=True)
    parent_id = Many2one(FOLDER)
    parent_path = Char(index=True)
    company_id = Many2one("res.company")
    definition = PropertiesDefinition("Properties")
    rate = Float(company_dependent=True)


class Tag(models.Model):
    _name = TAG
    _module = None
    _description = "Export sample: tag"
    _order = "code desc, id"

    name = Char(translate=True)
    code = Integer()
    active = Boolean(default=True)
    company_id = Many2one("res.company")

    @api.depends("name", "code")
    def _compute_display_name(self):
        for tag in self:
            tag.display_name = f"{tag.code}/{tag.name or ''}"


class Body(models.Model):
    _name = BODY
    _module = None
    _description = "Export sample: what samples inherit by delegation"

    title = Char(required=True, translate=True)
    weight = Float(digits=(16, 3))
    folder_id = Many2one(FOLDER)
    tag_ids = Many2many(TAG, "hub_xlsx_sample_body_tag_rel")
    shade = Selection([("dark", "Dark"), ("light", "Light")])
    local_shade = Selection([("dark", "Dark"), ("light", "Light")], company_dependent=True)


class Line(models.Model):
    _name = LINE
    _module = None
    _description = "Export sample: line"
    _order = "sequence, id desc"

    name = Char()
    sequence = Integer()
    active = Boolean(default=True)
    sample_id = Many2one(SAMPLE, ondelete="cascade")
    amount = Float()
    checked = Boolean()
    day = Date()
    moment = Datetime()
    tag_id = Many2one(TAG)
    tag_ids = Many2many(TAG, "hub_xlsx_sample_line_tag_rel", string="Further tags")
    total = Float(compute="_compute_total")

    @api.depends("amount")
    def _compute_total(self):
        for line in self:
            line.total = line.amount * 2


class Sample(models.Model):
    _name = SAMPLE
    _module = None
    _description = "Export sample"
    _inherits = {BODY: "body_id"}
    _order = "integer desc, id"
    _rec_name = "char"

    body_id = Many2one(BODY, required=True, ondelete="cascade")
    active = Boolean(default=True)
    char = Char()
    char_translated = Char(translate=True)
    text = Text()
    text_translated = Text(translate=True)
    html = Html(sanitize=False)
    html_translated = Html(translate=True)
    integer = Integer(aggregator="sum")
    integer_max = Integer(aggregator="max")
    float_plain = Float()
    float_digits = Float(digits=(16, 4))
    float_named_digits = Float(digits="Product Price")
    float_avg = Float(aggregator="avg")
    float_min = Float(aggregator="min")
    currency_id = Many2one("res.currency")
    monetary = Monetary()
    boolean = Boolean()
    boolean_and = Boolean(aggregator="bool_and")
    boolean_or = Boolean(aggregator="bool_or")
    date = Date()
    datetime = Datetime()
    selection = Selection(STATES)
    selection_method = Selection("_selection_method")
    reference = Reference(REFERABLE)
    many2one = Many2one(FOLDER)
    many2one_company = Many2one("res.company")
    many2one_tag = Many2one(TAG)
    res_model = Char()
    many2one_reference = Many2oneReference(model_field="res_model")
    line_ids = One2many(LINE, "sample_id")
    archived_line_ids = One2many(LINE, "sample_id", domain=[("active", "=", False)], context={"active_test": False})
    tag_ids = Many2many(TAG, "hub_xlsx_sample_tag_rel")
    other_tag_ids = Many2many(TAG, "hub_xlsx_sample_other_tag_rel", context={"active_test": False})
    partner_ids = Many2many("res.partner", "hub_xlsx_sample_partner_rel")
    binary = Binary(attachment=True)
    binary_column = Binary(attachment=False)
    image = Image()
    json = Json()
    properties = Properties(definition="many2one.definition")

    company_char = Char(company_dependent=True)
    company_text = Text(company_dependent=True)
    company_html = Html(company_dependent=True)
    company_integer = Integer(company_dependent=True)
    company_float = Float(company_dependent=True, digits=(16, 1))
    company_boolean = Boolean(company_dependent=True)
    company_date = Date(company_dependent=True)
    company_datetime = Datetime(company_dependent=True)
    company_selection = Selection(STATES, company_dependent=True)
    company_many2one = Many2one(TAG, company_dependent=True)

    related = Char(related="many2one.name", string="Related")
    related_stored = Char(related="many2one.company_id.name", store=True, string="Related, stored")
    related_many2one = Many2one(related="many2one.parent_id", string="Related many2one")
    related_many2many = Many2many(related="line_ids.tag_ids", string="Related many2many")
    related_company_dependent = Float(related="many2one.rate", string="Related company-dependent")
    related_as_user = Char(related="many2one_tag.name", related_sudo=False, string="Related, as the user")
    related_selection = Selection(related="body_id.shade", string="Related selection")
    related_of_inherited = Char(related="folder_id.name", string="Related of an inherited field")

    computed = Char(compute="_compute_computed")
    computed_stored = Float(compute="_compute_computed_stored", store=True, digits=(16, 2))
    computed_many2one = Many2one(TAG, compute="_compute_computed")
    computed_many2many = Many2many(TAG, compute="_compute_computed")
    computed_by_context = Char(compute="_compute_by_context")
    precious = Char(groups="base.group_system")
    unexportable = Char(exportable=False)

    def _selection_method(self):
        return [("a", self.env._("Yes")), ("b", f"{self.env.lang} b")]

    @api.depends("char", "integer", "tag_ids")
    def _compute_computed(self):
        for sample in self:
            sample.computed = f"{sample.char or ''} ({len(sample.tag_ids)})" if sample.integer else False
            sample.computed_many2one = sample.tag_ids[:1]
            sample.computed_many2many = sample.tag_ids[1:]

    @api.depends("integer")
    def _compute_computed_stored(self):
        for sample in self:
            sample.computed_stored = sample.integer * 1.5

    @api.depends_context("lang", "tz", "uid", "company", "import_compat")
    def _compute_by_context(self):
        for sample in self:
            sample.computed_by_context = f"{self.env.lang} {self.env.tz} {self.env.uid} {self.env.company.id}"


MODELS = (Folder, Tag, Body, Line, Sample)


def register(case):
    """Give a test class these models until its end, with read access for every internal user.

    The class also gets records (`case.samples`), folders, tags, and a second company (`case.other_company`).
    """
    names = [model._name for model in MODELS]
    registry, env = case.registry, case.env

    def unregister():
        for name in names:
            registry.models.pop(name, None)
            registry["base"]._inherit_children.discard(name)
        registry.registry_invalidated = True

    case.addClassCleanup(unregister)
    for model in MODELS:
        for field in model._field_definitions:
            # The classes belong to no module, so that no registry loads them; the tables of many2many need one.
            field._module = "hub_xlsx"
        add_to_registry(registry, model)
    registry._setup_models__(env.cr, [])
    registry.init_models(env.cr, names, {})
    env["ir.model.access"].create(
        [
            {
                "name": name,
                "model_id": env["ir.model"]._get_id(name),
                "group_id": env.ref("base.group_user").id,
                "perm_read": True,
            }
            for name in names
        ]
    )


def property_definition(env):
    """A definition with a property of each type."""
    company = env.company.partner_id
    plain = [
        {"name": f"p_{kind}", "type": kind, "string": f"Property {kind}"}
        for kind in ("boolean", "integer", "float", "text", "char", "html", "date", "datetime", "separator")
    ]
    return [
        *plain,
        {"name": "p_monetary", "type": "monetary", "string": "Property monetary", "currency_field": "currency_id"},
        {"name": "p_many2one", "type": "many2one", "string": "Property many2one", "comodel": "res.partner"},
        {"name": "p_many2many", "type": "many2many", "string": "Property many2many", "comodel": "res.partner"},
        {"name": "p_selection", "type": "selection", "string": "Property selection", "selection": [["a", "A"]]},
        {"name": "p_tags", "type": "tags", "string": "Property tags", "tags": [["x", "X", 1], ["y", "Y", 2]]},
        {"name": "p_defaulted", "type": "many2one", "string": "D", "comodel": "res.partner", "default": company.id},
    ]


def create_records(case):
    """Create records with plain, empty and nasty values; ``case.samples`` are they, some of them archived."""
    env = case.env
    case.other_company = env["res.company"].create({"name": "Sample Abroad", "currency_id": env.ref("base.USD").id})
    parent, case.folder, case.bare_folder = env[FOLDER].create(
        [
            {"name": "Root"},
            {"name": "=Folder", "definition": property_definition(env), "company_id": env.company.id, "rate": 1.25},
            {"name": False},
        ]
    )
    case.folder.parent_id = parent
    case.folder.with_context(lang="fr_BE").name = "Dossier"
    case.folder.with_company(case.other_company).rate = 7.5
    case.tags = env[TAG].create(
        [
            {"name": f"Tag {number}", "code": number % 3, "active": number != 2, "company_id": company}
            for number, company in enumerate((False, False, False, env.company.id, case.other_company.id))
        ]
    )
    case.tags[0].with_context(lang="fr_BE").name = "Étiquette, 0"
    partners = env["res.partner"].create(
        [{"name": "Zoë, Sample"}, {"name": "Archived Sample", "active": False}, {"name": "Anna Sample"}]
    )
    case.samples = env[SAMPLE].create(
        [
            {"title": "empty"},
            _full(env, case, partners),
            *({"title": text, "char": text, "text": text} for text in NASTY_TEXTS),
            {"title": "archived", "active": False, "char": "archived", "integer": 3, "many2one": case.folder.id},
            {"title": "long", "char": "é" * 40000, "text": "line\n" * 10000},
            {"title": "folder", "many2one": case.bare_folder.id, "tag_ids": case.tags[2:3].ids},
        ]
    )
    full = case.samples[1]
    for field, value in {"char_translated": "français", "text_translated": "fr\r\nfr", "title": "=titre"}.items():
        full.with_context(lang="fr_BE")[field] = value
    abroad = full.with_company(case.other_company)
    abroad.write({"company_char": "abroad", "company_integer": 0, "company_many2one": False, "local_shade": "light"})
    full.properties = {
        "p_boolean": True,
        "p_integer": 3,
        "p_float": 2.5,
        "p_text": "=text",
        "p_char": "+char",
        "p_html": "<b>x</b>",
        "p_date": "2026-02-28",
        "p_datetime": "2026-02-28 23:30:00",
        "p_monetary": 9.99,
        "p_many2one": partners[0].id,
        "p_many2many": partners.ids,
        "p_selection": "a",
        "p_tags": ["x", "y"],
        "p_defaulted": partners[1].id,
    }
    _lines(env, case)
    env.flush_all()


def _full(env, case, partners):
    """A record with a value in each field."""
    return {
        "title": "=title",
        "weight": 0.125,
        "folder_id": case.folder.id,
        "shade": "dark",
        "local_shade": "dark",
        "char": "full",
        "char_translated": "english",
        "text": "a\r\nb",
        "text_translated": "en",
        "html": "<p>a &amp; b</p>",
        "html_translated": "<p>en</p>",
        "integer": 12,
        "integer_max": 2147483647,
        "float_plain": float(Decimal("0.1") + Decimal("0.2")) + 1e-17,
        "float_digits": 1 / 3,
        "float_named_digits": 2 / 3,
        "float_avg": 10,
        "float_min": -1e-9,
        "currency_id": env.ref("base.EUR").id,
        "monetary": 1234.565,
        "boolean": True,
        "boolean_and": True,
        "boolean_or": True,
        "date": date(1900, 1, 1),
        "datetime": datetime(2026, 7, 1, 23, 59, 59),
        "selection": "done",
        "selection_method": "b",
        "reference": f"res.partner,{partners[0].id}",
        "many2one": case.folder.id,
        "many2one_company": case.other_company.id,
        "many2one_tag": case.tags[2].id,
        "res_model": "res.partner",
        "many2one_reference": partners[0].id,
        "tag_ids": [Command.set(case.tags[:4].ids)],
        "other_tag_ids": [Command.set(case.tags[:3].ids)],
        "partner_ids": [Command.set(partners.ids)],
        "binary": base64.b64encode(b"\x00\xffbytes"),
        "binary_column": base64.b64encode(b"=column"),
        "image": PIXEL,
        "json": {"a": [1, None, "é"]},
        "company_char": "=home",
        "company_text": "home\ntext",
        "company_html": "<p>home</p>",
        "company_integer": 5,
        "company_float": 1.25,
        "company_boolean": True,
        "company_date": "2026-01-31",
        "company_datetime": "2026-01-31 23:30:00",
        "company_selection": "new",
        "company_many2one": case.tags[1].id,
        "precious": "only for administrators",
        "unexportable": "never",
    }


def _lines(env, case):
    """Lines of some of the samples: several, none, archived ones, lines with several tags."""
    full, third = case.samples[1], case.samples[2]
    env[LINE].create(
        [
            {
                "sample_id": sample.id,
                "name": name,
                "sequence": sequence,
                "amount": amount,
                "checked": bool(sequence % 2),
                "day": day,
                "moment": day and f"{day} 22:30:00",
                "active": active,
                "tag_id": tag.id,
                "tag_ids": tags.ids,
            }
            for sample, name, sequence, amount, day, active, tag, tags in (
                (full, "=first", 3, 0.0, False, True, case.tags[0], case.tags[:2]),
                (full, False, 1, 1.5, "2026-03-29", True, case.tags[:0], case.tags[:0]),
                (full, "same sequence", 1, -2, "1899-12-31", True, case.tags[1], case.tags[:3]),
                (full, "archived", 0, 9, False, False, case.tags[1], case.tags[:1]),
                (third, "only archived", 0, 9, False, False, case.tags[1], case.tags[:1]),
                (case.samples[3], False, 0, 0, False, True, case.tags[:0], case.tags[:0]),
            )
        ]
    )
