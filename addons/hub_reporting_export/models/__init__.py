from . import crm_lead
from . import hub_lead_period
from . import hub_export_target
