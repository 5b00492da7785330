from . import job
