from . import crm_lead
from . import hub_foreign_office
from . import hub_foreign_office_handover
from . import hub_foreign_office_mandate
from . import hub_open_work
from . import res_country
from . import res_users
