from . import hub_action_contact
from . import event_event
from . import event_registration
from . import res_partner
from . import hub_interaction
from . import res_country
from . import hub_day
