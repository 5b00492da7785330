from . import test_crm_lead
from . import test_core_event_lead_rule
from . import test_event_lead_rule
from . import test_hooks
from . import test_rights
from . import test_demo_data
