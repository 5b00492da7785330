from . import hub_question
from . import hub_question_part
from . import hub_question_counting
from . import hub_question_hiding
from . import hub_question_answering
from . import hub_question_drawing
from . import hub_question_report
from . import hub_question_answer
