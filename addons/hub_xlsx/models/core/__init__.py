from . import base_import_import
from . import hub_xlsx_job
