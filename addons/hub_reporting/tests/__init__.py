from . import test_core_asked
from . import test_core_periods
from . import test_company_period
from . import test_fact
from . import test_lead_period
from . import test_fact_access
