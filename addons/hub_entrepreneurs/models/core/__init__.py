from . import base_partner_merge
from . import crm_lead
from . import hub_nace
from . import hub_person_profile_access
from . import hub_personal_data_mixin
from . import hub_transition_change
from . import online_services
from . import res_partner
