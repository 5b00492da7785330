from . import readiness
from . import markets
from . import offices
from . import gate
from . import day
from . import core
