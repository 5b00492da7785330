from . import hub_search
from . import hub_search_company
from . import hub_search_person
from . import hub_search_new
