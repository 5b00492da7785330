from . import core
from . import period
from . import facts
from . import standing
from . import indicator
from . import programme
from . import run
