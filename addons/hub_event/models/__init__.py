from . import mixins
from . import action
from . import plan
from . import registration
from . import statement
from . import consultation
from . import core
