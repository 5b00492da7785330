from . import hub_fact
from . import hub_fact_standing
