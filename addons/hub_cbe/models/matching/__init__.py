from . import hub_cbe_match
from . import hub_cbe_match_finding
from . import hub_cbe_match_deciding
from . import hub_cbe_extract
from . import res_partner
from . import hub_day
