from . import res_partner
from . import base_partner_merge
from . import hub_quality_source_mixin
from . import hub_quality_score
from . import hub_quality_issue
