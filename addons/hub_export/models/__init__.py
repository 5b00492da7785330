from . import crm_team
from . import crm_lead
