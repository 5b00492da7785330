from . import register
from . import extract
from . import matching
from . import differences
from . import core
