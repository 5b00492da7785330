from . import hub_commune
from . import hub_programme
