from . import crm_lead_lost
from . import hub_foreign_office_close
from . import hub_lead_results
