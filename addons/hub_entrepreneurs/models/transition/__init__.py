from . import hub_evidence_scheme
from . import hub_evidence_scheme_version
from . import hub_evidence
from . import hub_evidence_renewal
from . import hub_evidence_queue
from . import hub_transition_change
from . import res_partner
