from . import hub_authored_domain_mixin
from . import hub_cached_mixin
from . import hub_coded_mixin
from . import hub_computed_only_mixin
from . import hub_of_company_mixin
from . import hub_named_mixin
from . import hub_period_mixin
from . import hub_reminder_mixin
