from . import test_rights
