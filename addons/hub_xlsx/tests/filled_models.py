"""Records in models that have none, so that an export of every model has something to say."""

from __future__ import annotations

import itertools
from datetime import date, datetime

from odoo.tools import mute_logger

from .sample_models import NASTY_TEXTS, PIXEL

OWN = {"id", "create_uid", "create_date", "write_uid", "write_date"}
VALUES = {
    "integer": 7,
    "float": 1.375,
    "monetary": 99.995,
    "boolean": True,
    "date": date(2026, 2, 28),
    "datetime": datetime(2026, 3, 29, 22, 30),
    "binary": PIXEL,
    "html": "<p>a &amp; b</p>",
}

# Texts that core reads again as JSON.
PARSED = {
    "ir.profile": dict.fromkeys(("init_stack_trace", "sql", "traces_async", "traces_sync", "qweb"), "[]")
    | {"others": "{}"},
}


def fill_empty_models(env):
    """Create a record or two in each model that has none and lets itself be filled; returns their names.

    First with a value in as many fields as possible, else only where it is required.
    """
    filled = []
    for name, model in sorted(env.registry.items()):
        if model._abstract or model._transient or not model._auto:
            continue
        if env[name].with_context(active_test=False).search_count([], limit=1):
            continue
        texts = itertools.cycle(NASTY_TEXTS)
        for attempt in ("rich", "plain", "required"):
            if _is_created(env[name], _values(env[name], texts, attempt)):
                filled.append(name)
                break
    return filled


def _values(model, texts, attempt):
    values = {}
    for name, field in model._fields.items():
        if not field.store or name in OWN or field.readonly or (field.compute and not field.required):
            continue
        if not field.required and (attempt == "required" or (field.type == "many2one" and attempt == "plain")):
            continue
        if field.required and model.default_get([name]).get(name):
            continue
        value = _value(model, field, texts)
        if value is not None:
            values[name] = value
    return values | {name: text for name, text in PARSED.get(model._name, {}).items() if name in values}


def _value(model, field, texts):
    if field.type in {"char", "text"}:
        return next(texts)
    if field.type == "many2one":
        return model.env[field.comodel_name].search([], limit=1).id or None
    if field.type == "selection":
        return next(iter(field.get_values(model.env)), None)
    return VALUES.get(field.type)


def _is_created(model, values):
    try:
        with mute_logger("odoo.sql_db", "odoo.models"), model.env.cr.savepoint():
            model.create([values])
            model.env.flush_all()
    except Exception:  # noqa: BLE001  # whatever a model has against it
        model.env.invalidate_all()
        return False
    return True
