from . import hub_campaign_member
