from . import hub_report
from . import hub_report_line
from . import hub_indicator_version
from . import hub_report_run
from . import hub_report_run_job
from . import hub_report_run_counting
from . import hub_report_cell
from . import hub_report_cell_unit
from . import hub_report_cell_explain
from . import hub_report_cell_changes
<<<<<<< HEAD
from . import hub_report_cell_map
from . import hub_report_run_map
from . import hub_report_run_files
from . import hub_report_run_verify
from . import hub_report_schedule
from . import hub_report_run_news
from . import hub_xlsx_job
=======
from . import hub_kept_mixin
>>>>>>> work-attack
from . import res_partner
