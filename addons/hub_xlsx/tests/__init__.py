from . import test_bad_input
from . import test_export_controller
from . import test_export_stream
from . import test_local_time
from . import test_same_file
from . import test_same_file_differences
from . import test_same_file_parts
from . import test_same_values
