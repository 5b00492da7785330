from . import period
from . import facts
from . import quality
from . import core
from . import standing
from . import indicator
from . import programme
