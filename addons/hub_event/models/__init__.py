from . import action
from . import plan
from . import registration
from . import core
