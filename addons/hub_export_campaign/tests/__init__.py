from . import test_audience_export
from . import test_lead_market
