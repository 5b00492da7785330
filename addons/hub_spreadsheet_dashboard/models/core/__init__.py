from . import spreadsheet_dashboard_share
