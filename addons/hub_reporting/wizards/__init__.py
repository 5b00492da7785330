from . import hub_indicator_figure
