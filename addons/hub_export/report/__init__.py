from . import report_briefing
