from . import hub_action_opinion
from . import event_event
from . import event_registration
from . import hub_statement
