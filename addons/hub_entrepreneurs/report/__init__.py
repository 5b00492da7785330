from . import report_briefing
from . import report_briefing_sections
