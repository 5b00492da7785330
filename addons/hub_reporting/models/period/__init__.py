from . import hub_recorded_mixin
from . import hub_company_period
from . import hub_lead_period
