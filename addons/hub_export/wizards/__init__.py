from . import hub_foreign_office_close
