from . import hub_campaign_funnel
