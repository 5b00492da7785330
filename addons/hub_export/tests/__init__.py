from . import test_access
from . import test_pipeline
from . import test_first_slice
from . import test_mandate_days
from . import test_foreign_office
from . import test_lead_office
from . import test_foreign_office_close
from . import test_office_query_count
