from . import test_export_stream
from . import test_job
from . import test_job_runner
from . import test_job_tour
from . import test_local_time
from . import test_same_file
from . import test_same_values
