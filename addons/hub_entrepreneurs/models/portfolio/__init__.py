from . import hub_open_work
from . import res_partner
from . import res_users
from . import res_groups
