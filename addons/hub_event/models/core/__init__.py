from . import event_registration
from . import hub_statement
from . import hub_action_result
from . import ir_ui_menu
