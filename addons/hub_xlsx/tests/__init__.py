from . import test_export_stream
