from . import hub_link_mixin
