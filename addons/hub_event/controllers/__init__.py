from . import offer
from . import statement
