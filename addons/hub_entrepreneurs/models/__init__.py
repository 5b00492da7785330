from . import mixins
from . import company
from . import people
from . import support
from . import transition
from . import guidance
from . import cluster
from . import core
