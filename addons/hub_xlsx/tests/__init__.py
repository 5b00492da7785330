from . import test_same_values
from . import test_export_stream
