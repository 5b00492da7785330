from . import hours
from . import offer
from . import opinion
from . import programme
from . import statement
