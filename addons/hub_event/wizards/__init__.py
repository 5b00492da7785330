from . import hub_statement_phone
