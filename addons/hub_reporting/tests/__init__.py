from . import test_core_periods
from . import test_company_period
from . import test_fact
from . import test_fact_access
from . import test_core_scorecard
from . import test_tile_map
from . import test_dashboards
