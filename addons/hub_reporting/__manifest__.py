{
    "name": "Hub: Figures and Reports",
    "summary": "What counts as facts on a day, with what each company was on that day",
    "version": "19.0.1.3.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "external_dependencies": {"python": ["numpy", "Pillow", "reportlab", "scipy"]},
    "depends": ["hub_entrepreneurs", "hub_xlsx", "spreadsheet_dashboard"],
    "data": [
        # Rights
        "security/ir.model.access.csv",
        "security/hub_reporting_rules.xml",
        # Indicators
        "data/hub_breakdown_data.xml",
        "data/hub_service_structured_data.xml",
        "data/hub_indicator_data.xml",
        "wizards/hub_indicator_figure_views.xml",
        "views/hub_indicator_version_views.xml",
        "views/hub_indicator_views.xml",
        "views/hub_programme_indicator_views.xml",
        "views/hub_programme_views.xml",
        "views/hub_service_views.xml",
        # What companies were
        "data/ir_cron_data.xml",
        "views/hub_company_period_views.xml",
        # What makes figures wrong
        "data/hub_quality_rule_data.xml",
        "wizards/hub_quality_set_aside_views.xml",
        "wizards/hub_quality_assign_views.xml",
        "views/hub_quality_issue_views.xml",
        "views/hub_quality_rule_views.xml",
        "views/hub_quality_score_views.xml",
        # The map of the communes
        "views/res_partner_views.xml",
        # Facts
        "report/hub_fact_views.xml",
        # Questions
        "data/hub_question_data.xml",
        "views/hub_question_views.xml",
        # Reports
        "data/hub_report_data.xml",
        "wizards/hub_report_explanation_views.xml",
        "wizards/hub_report_download_views.xml",
        "report/run_templates.xml",
        "views/hub_report_cell_views.xml",
        "views/hub_report_run_views.xml",
        "views/hub_report_views.xml",
        "views/hub_reporting_menus.xml",
        # Dashboards
        "data/spreadsheet_dashboard_data.xml",
    ],
    "demo": [
        "demo/hub_programme_year_demo.xml",
        "demo/hub_programme_indicator_demo.xml",
        "demo/hub_report_demo.xml",
    ],
    "assets": {
        "web.assets_backend": ["hub_reporting/static/src/question/**/*", "hub_reporting/static/src/tile_map/**/*"],
        "web.report_assets_common": ["hub_reporting/static/src/run_paper/**/*"],
        "spreadsheet.o_spreadsheet": ["hub_reporting/static/src/core/**/*"],
        "web.assets_tests": ["hub_reporting/static/tests/tours/**/*.js"],
    },
    "post_init_hook": "post_init_hook",
}
