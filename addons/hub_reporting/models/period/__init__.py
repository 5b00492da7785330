from . import hub_company_period
