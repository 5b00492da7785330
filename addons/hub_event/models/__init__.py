from . import action
from . import plan
from . import statement
from . import core
