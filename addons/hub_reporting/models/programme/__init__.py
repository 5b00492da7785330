from . import hub_service
from . import hub_programme_year
from . import hub_programme_indicator
from . import hub_programme
