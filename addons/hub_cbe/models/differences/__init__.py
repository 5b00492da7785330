from . import hub_cbe_company
from . import hub_cbe_value
from . import res_partner
