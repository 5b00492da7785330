"""No method of core is overridden beside the doors: all classes of ours are compared with core's."""

import inspect
from pathlib import Path

import odoo
from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path

from tools import doors

OURS = "odoo.addons.hub_"
# Private methods that core made to be overridden, with what says so. What is not private is core's public interface.
HOOKS = {
    "_compute_display_name": "documented: how a model names its records",
    "_creation_message": "documented in mail.thread: the text of a new record's first message",
    "_field_to_sql": "six models of Odoo join a field by it; see compat.py for later versions",
    "_get_recipients_domain": "documented in mailing.mailing: an overridable getter",
    "_get_view": "documented in ir.ui.view: to be overridden to change a view",
    "_get_view_cache_key": "documented in ir.ui.view: what else a view depends on",
    "_mail_get_partner_fields": "documented in mail: which fields of a model hold its contacts",
    "_register_hook": "documented in BaseModel: what is done when a server has loaded a database",
    "_report_get_request_group_by_items": "a list of its own for other modules, as mass_mailing_sms uses it",
    "_report_get_request_select_items": "a list of its own for other modules, as mass_mailing_sms uses it",
    "_search_display_name": "documented: how records are found by their names",
    "_table_query": "documented in BaseModel: the query that a model is; see compat.py for later versions",
}


def _is_core(kind):
    return kind.__module__.startswith("odoo.") and not kind.__module__.startswith(OURS)


def overridden(registry):
    """Yield (module, class, method, class of core) of each private method of core that a class of ours overrides."""
    for model in registry.models.values():
        for place, kind in enumerate(model.__mro__):
            if not kind.__module__.startswith(OURS) or ".tests." in kind.__module__:
                continue
            below = [each for each in model.__mro__[place + 1 :] if _is_core(each)]
            for name, value in vars(kind).items():
                function = getattr(value, "fget", getattr(value, "__func__", value))
                if not inspect.isfunction(function) or not name.startswith("_") or name.startswith("__"):
                    continue
                core = next((each for each in below if name in vars(each)), None)
                if core:
                    yield kind.__module__, kind.__name__, name, core.__module__


@tagged("standard", "post_install")
class TestDoors(TransactionCase):
    def test_private_methods_of_core_are_overridden_at_doors(self):
        stray = {
            (module.removeprefix("odoo.addons."), kind, name, core)
            for module, kind, name, core in overridden(self.env.registry)
            # What a field is computed by belongs to the field, and fields are extended everywhere.
            if ".models.core." not in module and name not in HOOKS and not name.startswith("_compute_")
        }
        self.assertEqual(
            sorted(stray), [], "move it to models/core/, or name it in HOOKS if core made it to be overridden"
        )

    def test_an_override_is_seen(self):
        seen = {name for _module, _kind, name, _core in overridden(self.env.registry)}
        self.assertEqual(HOOKS.keys() - seen, set(), "nothing overrides these any more: take them out of HOOKS")
        self.assertLessEqual({"_stage_find", "_send", "_search"}, seen)

    def test_each_door_names_files_of_core(self):
        root = Path(odoo.release.__file__).parent.parent
        for door in doors.doors():
            for name in door.core:
                with self.subTest(door=door.file, core=name):
                    path = root / name if name.startswith("odoo/") else Path(file_path(name))
                    self.assertTrue(path.is_file())
                    self.assertEqual(door.version, odoo.release.series, "it was read in another version")
