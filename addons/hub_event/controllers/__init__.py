from . import hours
from . import offer
from . import programme
from . import statement
