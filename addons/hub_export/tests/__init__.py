from . import test_access
from . import test_pipeline
from . import test_first_slice
from . import test_stage_gate
from . import test_gate
from . import test_stage_requirement
from . import test_stage_override
from . import test_gate_query_count
