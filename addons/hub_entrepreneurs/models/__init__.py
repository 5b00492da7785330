from . import mixins
from . import company
from . import people
from . import transition
from . import support
from . import guidance
from . import cluster
from . import core
