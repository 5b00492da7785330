from . import hub_campaign_audience
from . import hub_campaign_freeze
from . import hub_campaign_share_calls
from . import hub_campaign_call
from . import hub_campaign_lead_create
