from . import export
from . import job
