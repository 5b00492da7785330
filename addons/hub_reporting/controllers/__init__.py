from . import run_file
