from . import hub_cluster
from . import hub_cluster_membership
from . import hub_members_layout
from . import res_partner
