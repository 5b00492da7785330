from . import hub_period_mixin
from . import hub_merge_mixin
from . import hub_personal_data_mixin
