from . import pivot
from . import webmanifest
