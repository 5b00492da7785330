from . import question
from . import run_file
