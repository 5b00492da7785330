from . import hub_cbe_company
from . import hub_company_period
from . import res_partner
from . import res_partner_duplicates
from . import hub_quality_issue
from . import hub_cbe_match
