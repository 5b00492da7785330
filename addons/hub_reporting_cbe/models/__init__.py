from . import hub_cbe_company
from . import hub_company_period
from . import res_partner
