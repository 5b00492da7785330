from odoo import api, models
from odoo.fields import Domain

from ...tools.asked import Asked
from ...tools.heavy import UNCOMPILED
from ...tools.quiet import ASKED


class HubAskedMixin(models.AbstractModel):
    """A model that is a query over others reads no more of them than a filter asks for: its query takes `_asked`.

    Core: odoo/orm/models.py, 19.0. Contract: test_core_asked.
    """

    _name = "hub.asked.mixin"
    _description = "Read as Far as Asked For"

    @api.model
    def _search(self, domain, *args, **kwargs):
        asked = Asked.by(Domain(domain), self)
        return super(HubAskedMixin, self.with_context(**{ASKED: asked}))._search(domain, *args, **kwargs)

    @api.model
    def _read_group(self, *args, **kwargs):
        self.env.cr.execute(UNCOMPILED)
        return super()._read_group(*args, **kwargs)

    @api.model
    def _read_grouping_sets(self, *args, **kwargs):
        self.env.cr.execute(UNCOMPILED)
        return super()._read_grouping_sets(*args, **kwargs)

    @property
    def _asked(self):
        """What is asked for, an ``Asked``."""
        asked = self.env.context.get(ASKED)
        # Who calls from outside may put anything there.
        return asked if isinstance(asked, Asked) else Asked()
