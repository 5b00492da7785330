from . import base
from . import hub_job_mixin
from . import hub_xlsx_export
from . import hub_xlsx_job
from . import hub_xlsx_job_runner
from . import res_users
from . import res_users_settings
from . import core
