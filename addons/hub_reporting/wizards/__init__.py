from . import hub_quality_set_aside
from . import hub_quality_assign
from . import hub_indicator_figure
from . import hub_report_explanation
from . import hub_indicator_figure_line
from . import hub_indicator_figure_compared
from . import hub_report_download
