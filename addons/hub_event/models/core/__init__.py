from . import hub_statement
