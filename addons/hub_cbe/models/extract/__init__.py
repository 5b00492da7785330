from . import hub_cbe_extract
from . import hub_cbe_extract_file
from . import hub_cbe_extract_updating
from . import hub_cbe_extract_reading
from . import hub_cbe_extract_ending
from . import hub_cbe_range
from . import hub_cbe_extract_demo
