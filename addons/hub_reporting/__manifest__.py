{
    "name": "Hub: Figures and Reports",
    "summary": "What counts as facts on a day, with what each company was on that day",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "external_dependencies": {"python": ["Pillow", "reportlab"]},
    "depends": ["hub_entrepreneurs", "hub_xlsx", "spreadsheet_dashboard"],
    "data": [
        # Rights
        "security/ir.model.access.csv",
        "security/hub_reporting_rules.xml",
        # What companies were
        "data/ir_cron_data.xml",
        "views/hub_company_period_views.xml",
        # The map of the communes
        "views/hub_programme_views.xml",
        "views/res_partner_views.xml",
        # Facts
        "report/hub_fact_views.xml",
        "views/hub_reporting_menus.xml",
        # Dashboards
        "data/spreadsheet_dashboard_data.xml",
    ],
    "assets": {
        "web.assets_backend": ["hub_reporting/static/src/tile_map/**/*"],
        "spreadsheet.o_spreadsheet": ["hub_reporting/static/src/core/**/*"],
    },
    "post_init_hook": "begin_periods",
}
