from . import base
from . import hub_xlsx_job
from . import hub_xlsx_job_runner
from . import ir_http
from . import res_config_settings
from . import hub_xlsx_export
