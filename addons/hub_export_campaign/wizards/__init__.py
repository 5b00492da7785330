from . import hub_campaign_audience
from . import hub_campaign_lead_create
