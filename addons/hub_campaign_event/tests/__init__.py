from . import test_event_registration
from . import test_menus
from . import test_migration
