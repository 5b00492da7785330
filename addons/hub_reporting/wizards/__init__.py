from . import hub_indicator_figure
from . import hub_report_explanation
from . import hub_indicator_figure_line
