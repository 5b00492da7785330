from . import period
from . import facts
from . import quality
from . import core
