from . import hub_day
from . import hub_day_news
