from . import crm_stage
from . import crm_lead
from . import crm_lead_requirement
from . import crm_lost_reason
from . import hub_stage_requirement
from . import hub_lead_stage_override
from . import hub_stage_required_mixin
from . import res_partner
