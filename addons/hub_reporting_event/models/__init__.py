from . import event_event
from . import event_registration
from . import hub_action_cost
from . import hub_statement
from . import hub_outcome
from . import crm_lead
from . import hub_indicator_version
from . import hub_action_plan
