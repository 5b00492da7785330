from . import hub_amended_mixin
from . import hub_link_mixin
