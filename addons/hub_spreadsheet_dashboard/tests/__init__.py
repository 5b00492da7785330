from . import test_core_spreadsheet_dashboard
from . import test_published_dashboards
