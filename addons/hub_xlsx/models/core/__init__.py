from . import hub_xlsx_job
