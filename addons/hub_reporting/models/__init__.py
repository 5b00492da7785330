from . import core
from . import communes
from . import period
from . import facts
