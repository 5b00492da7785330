from . import test_access
from . import test_fact
from . import test_figures
from . import test_oracle
from . import test_plan_map
from . import test_query_count
