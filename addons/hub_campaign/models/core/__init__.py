from . import crm_lead
from . import ir_http
from . import mail_compose_message
from . import mail_mail
from . import mailing_mailing
from . import utm_campaign
from . import utm_mixin
