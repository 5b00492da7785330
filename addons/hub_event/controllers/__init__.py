from . import hours
from . import offer
from . import statement
