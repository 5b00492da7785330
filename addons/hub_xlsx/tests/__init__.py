from . import test_same_values
