from . import hub_consent
from . import hub_consent_purpose
from . import hub_refusal
from . import res_partner
