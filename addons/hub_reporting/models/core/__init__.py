from . import res_partner
from . import base_partner_merge
from . import crm_lead
from . import hub_asked_mixin
