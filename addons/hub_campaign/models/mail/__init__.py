from . import mailing_mailing
from . import mailing_mailing_delivery
from . import mailing_mailing_text
from . import mailing_mailing_personal_data
from . import mailing_trace
from . import res_partner
