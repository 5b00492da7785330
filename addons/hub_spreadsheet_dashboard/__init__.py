from . import models
from .models.core.spreadsheet_dashboard_share import end_earlier_shares
