from . import hub_consent
from . import hub_consent_purpose
