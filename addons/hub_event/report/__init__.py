from . import report_hub_event_certificate
from . import report_hub_event_programme
