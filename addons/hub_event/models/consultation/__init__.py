from . import hub_action_type
from . import event_event
from . import event_slot
from . import event_slot_booking
from . import event_registration
from . import hub_slot_invitation
from . import res_partner
