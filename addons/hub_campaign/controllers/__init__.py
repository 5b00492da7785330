from . import interest
from . import main
