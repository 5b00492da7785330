from . import test_access
from . import test_pipeline
from . import test_lead_company
from . import test_lost_reason
from . import test_pipeline_screens
from . import test_first_slice
