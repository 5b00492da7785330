from . import utm_campaign
from . import utm_campaign_agency
from . import utm_campaign_audience
from . import utm_campaign_freeze
from . import utm_campaign_funnel
from . import utm_campaign_personal_data
from . import crm_lead
from . import res_partner
