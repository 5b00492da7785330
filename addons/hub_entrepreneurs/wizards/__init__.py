from . import hub_members_import
from . import hub_members_import_line
