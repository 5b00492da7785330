from . import utm_campaign
from . import hub_campaign_wave
from . import hub_campaign_wave_calls
from . import hub_campaign_wave_mailing
