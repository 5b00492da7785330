{
    "name": "Hub: Published Dashboards",
    "summary": "Only directors and analysts publish a dashboard, until a day, and each can be withdrawn",
    "version": "19.0.1.0.0",
    "category": "Productivity/Dashboard",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_entrepreneurs", "spreadsheet_dashboard"],
    "data": [
        "security/ir.model.access.csv",
        "security/spreadsheet_dashboard_rules.xml",
        "views/spreadsheet_dashboard_share_views.xml",
    ],
    "assets": {
        "spreadsheet.o_spreadsheet": ["hub_spreadsheet_dashboard/static/src/core/**/*"],
    },
    "post_init_hook": "end_earlier_shares",
    "auto_install": True,
}
