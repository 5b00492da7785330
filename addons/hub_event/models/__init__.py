from . import mixins
from . import action
from . import plan
from . import registration
from . import statement
from . import core
