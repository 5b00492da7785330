from . import crm_lead
from . import crm_lead_results
from . import hub_export_target
from . import res_country
from . import res_country_upcoming
from . import res_partner
