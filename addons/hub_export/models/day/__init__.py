from . import hub_day
