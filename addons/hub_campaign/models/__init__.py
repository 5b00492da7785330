from . import consent
from . import wave
from . import member
from . import campaign
from . import mail
from . import day
from . import core
