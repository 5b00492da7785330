from . import register
from . import extract
from . import core
