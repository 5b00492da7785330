from . import consent
from . import wave
from . import member
from . import campaign
from . import mail
from . import core
