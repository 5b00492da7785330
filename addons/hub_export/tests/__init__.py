from . import test_access
from . import test_export_target
from . import test_exporter
from . import test_market_page
from . import test_pipeline
from . import test_lead_company
from . import test_lost_reason
from . import test_first_slice
