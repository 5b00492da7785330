from . import test_event_registration
from . import test_menus
