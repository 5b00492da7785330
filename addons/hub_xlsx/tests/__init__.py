from . import test_same_values
from . import test_export_stream
from . import test_job
from . import test_job_runner
from . import test_job_tour
