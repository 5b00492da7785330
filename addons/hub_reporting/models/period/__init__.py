from . import hub_noted_mixin
from . import hub_company_period
from . import hub_lead_period
