from . import hub_campaign_member
from . import hub_campaign_member_call
from . import hub_campaign_member_lead
from . import hub_campaign_member_mail
from . import hub_campaign_member_reach
from . import mail_activity
