from . import test_periods
from . import test_prospects
from . import test_register_duplicates
