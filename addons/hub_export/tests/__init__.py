from . import test_access
from . import test_pipeline
from . import test_first_slice
