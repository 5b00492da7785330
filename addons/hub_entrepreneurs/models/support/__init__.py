from . import hub_service
from . import hub_interaction
from . import hub_interaction_dialog
from . import hub_outcome
from . import res_partner
from . import crm_lead
from . import calendar_event
from . import mail_activity
