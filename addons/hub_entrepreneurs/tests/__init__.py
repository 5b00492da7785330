from . import test_enterprise_number
from . import test_commune
from . import test_cluster
from . import test_cluster_membership
from . import test_transition
from . import test_evidence
from . import test_access
from . import test_query_count
