from . import hub_consent
from . import hub_consent_purpose
from . import res_partner
