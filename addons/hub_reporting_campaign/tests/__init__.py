from . import test_fact
from . import test_oracle
