from . import hub_consent_purpose
from . import hub_consent
from . import hub_consent_purpose_person
