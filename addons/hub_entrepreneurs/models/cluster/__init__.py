from . import hub_cluster
from . import hub_cluster_overview
from . import hub_cluster_leave_reason
from . import hub_cluster_membership
from . import hub_cluster_membership_care
from . import res_partner
