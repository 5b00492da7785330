from . import hub_registration_override
from . import hub_statement_phone
