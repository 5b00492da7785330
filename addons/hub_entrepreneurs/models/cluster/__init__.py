from . import hub_cluster
from . import hub_cluster_membership
from . import hub_interaction
from . import res_partner
