from . import test_prospects
