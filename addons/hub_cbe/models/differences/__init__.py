from . import hub_cbe_company
from . import hub_cbe_value
