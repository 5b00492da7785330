from . import hub_fact
from . import hub_fact_standing
from . import report_hub_reporting_run
