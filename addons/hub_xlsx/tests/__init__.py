from . import test_same_values
from . import test_export_stream
from . import test_local_time
