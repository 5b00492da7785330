from . import hub_open_work
from . import crm_team
from . import res_users
from . import res_groups
