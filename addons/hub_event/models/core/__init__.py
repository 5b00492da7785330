from . import event_lead_rule
from . import hub_statement
