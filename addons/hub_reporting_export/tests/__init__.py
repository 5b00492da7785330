from . import test_fact
from . import test_quality
from . import test_oracle
