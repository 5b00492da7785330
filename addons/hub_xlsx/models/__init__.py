from . import base
from . import hub_xlsx_export
