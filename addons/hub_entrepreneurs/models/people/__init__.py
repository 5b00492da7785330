from . import hub_personal_data_mixin
from . import hub_company_role
from . import hub_person_profile
from . import hub_person_profile_access
from . import hub_target_group
from . import hub_target_group_member
from . import res_partner
from . import crm_team
