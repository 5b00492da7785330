from . import hub_open_work
from . import ir_filters
from . import res_partner
from . import crm_team
from . import hub_stand_in
from . import res_users
from . import res_users_settings
from . import res_groups
