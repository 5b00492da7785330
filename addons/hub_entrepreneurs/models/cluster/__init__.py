from . import hub_cluster
from . import hub_cluster_membership
from . import res_partner
