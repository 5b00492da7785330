from . import crm_lead
from . import hub_export_target
