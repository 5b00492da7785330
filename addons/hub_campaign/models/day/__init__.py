from . import hub_day
from . import hub_day_requests
from . import hub_day_news
