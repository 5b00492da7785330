from . import hub_company_person
from . import res_partner
from . import res_partner_glance
from . import res_partner_timeline
