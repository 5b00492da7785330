from . import crm_lead
from . import event_lead_rule
from . import mail_template
from . import core
