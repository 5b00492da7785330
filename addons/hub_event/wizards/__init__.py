from . import hub_action_contact_entry_line
from . import hub_action_contact_entry
from . import hub_action_drop
from . import hub_registration_override
from . import hub_slot_booking
from . import hub_slot_series
from . import hub_statement_phone
