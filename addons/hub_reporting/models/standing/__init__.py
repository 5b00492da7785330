from . import hub_company_period
from . import hub_transition_change
from . import hub_assessment
from . import hub_interaction
