from . import assessment_answer_import
from . import base
from . import online_services
from . import transition_history
