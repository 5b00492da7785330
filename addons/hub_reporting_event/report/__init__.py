from . import hub_fact
