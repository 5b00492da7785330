from . import communes
from . import period
from . import facts
from . import standing
from . import quality
from . import indicator
from . import programme
from . import core
