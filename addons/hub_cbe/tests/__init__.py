from . import test_core_create_at_once
from . import test_core_prospects
from . import test_loading
from . import test_updates
from . import test_extracts
from . import test_prospects
from . import test_rights
from . import test_ranges
