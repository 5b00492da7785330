from . import test_no_outside_calls
