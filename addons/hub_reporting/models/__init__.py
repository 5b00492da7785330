from . import core
from . import period
from . import facts
