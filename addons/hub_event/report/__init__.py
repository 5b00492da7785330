from . import hub_action_result
from . import report_hub_event_certificate
from . import report_hub_event_programme
