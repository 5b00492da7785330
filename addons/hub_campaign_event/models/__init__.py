from . import crm_lead
from . import event_registration
