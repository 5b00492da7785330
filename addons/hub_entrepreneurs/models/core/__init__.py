from . import base
from . import base_partner_merge
from . import crm_lead
from . import hub_personal_data_mixin
from . import imports
from . import ir_rule
from . import online_services
from . import res_partner
