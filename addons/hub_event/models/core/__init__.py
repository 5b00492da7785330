from . import event_registration
from . import hub_statement
