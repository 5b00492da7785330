from . import res_partner
from . import base_partner_merge
from . import crm_lead
from . import hub_asked_mixin
from . import hub_quality_source_mixin
from . import hub_quality_score
from . import hub_quality_issue
