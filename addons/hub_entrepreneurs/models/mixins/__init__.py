from . import hub_computed_only_mixin
from . import hub_of_company_mixin
from . import hub_merge_mixin
from . import hub_period_mixin
from . import hub_reminder_mixin
from . import hub_transition_source_mixin
