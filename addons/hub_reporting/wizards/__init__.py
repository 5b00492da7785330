from . import hub_quality_set_aside
from . import hub_quality_assign
