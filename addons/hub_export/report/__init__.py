from . import report_hub_entrepreneurs_briefing
