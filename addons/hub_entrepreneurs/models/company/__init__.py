from . import hub_commune
from . import hub_nace
from . import hub_sector
from . import res_partner
from . import res_partner_enterprise_number
from . import res_partner_finding
from . import res_partner_known
from . import res_partner_new
