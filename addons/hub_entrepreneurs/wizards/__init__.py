from . import hub_interaction_log
from . import base_partner_merge
from . import hub_members_import
from . import hub_members_import_line
from . import hub_portfolio_handover
