from odoo import api, models

from ...tools.groups import READER

_READ = ("string", "help", "title", "aria-label", "placeholder")


class HubWordedMixin(models.AbstractModel):
    """Whoever works with Hub reads Hub's words on the screens of core; others keep core's.

    Core: odoo/orm/models.py and base/models/ir_ui_view.py, 19.0. Contract: test_core_words.
    """

    _name = "hub.worded.mixin"
    _description = "Screens of Core in Hub's Words"

    @api.model
    def _has_hub_words(self):
        return self.env.user.has_group(READER)

    @api.model
    def _get_field_words(self):
        """Return what fields are called: by name a label, or a label and the help.

        :rtype: dict[str, str | tuple[str, str]]
        """
        return {}

    @api.model
    def _get_view_words(self, view_type):  # noqa: ARG002
        """Return what parts of a view are called: by XPath their text, or None where they are left out.

        A text stands in each attribute of the part that is read, so that a help says what the label does.

        :rtype: dict[str, str | None]
        """
        return {}

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        fields = super().fields_get(allfields, attributes)
        for name, words in self._get_field_words().items() if self._has_hub_words() else ():
            label, help_text = words if isinstance(words, tuple) else (words, None)
            for attribute, text in (("string", label), ("help", help_text)):
                if text and attribute in fields.get(name, {}):
                    fields[name][attribute] = text
        return fields

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        for path, text in self._get_view_words(view_type).items() if self._has_hub_words() else ():
            for node in arch.xpath(path):
                if text is None:
                    node.getparent().remove(node)
                else:
                    node.attrib.update({name: text for name in _READ if name in node.attrib})
        return arch, view

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        return (*super()._get_view_cache_key(view_id, view_type, **options), self._has_hub_words())
