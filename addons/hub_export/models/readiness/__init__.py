from . import hub_assessment
from . import crm_lead
from . import res_partner
