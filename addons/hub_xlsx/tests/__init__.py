from . import test_export_stream
from . import test_local_time
from . import test_same_file
from . import test_same_values
