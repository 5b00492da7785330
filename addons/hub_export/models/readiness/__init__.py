from . import hub_assessment_framework
from . import hub_assessment_dimension
from . import hub_assessment
from . import crm_lead
from . import res_partner
