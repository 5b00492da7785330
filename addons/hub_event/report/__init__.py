from . import report_hub_event_programme
