from . import hub_cluster_refusals
from . import hub_cluster_join
from . import hub_cluster_leave
from . import hub_interaction_log
from . import hub_members_import
from . import hub_portfolio_handover
