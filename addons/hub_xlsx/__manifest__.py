{
    "name": "Hub: Excel at Speed",
    "summary": "Odoo's Export button, fifteen times faster, in constant memory, and the same file",
    "version": "19.0.1.1.0",
    "category": "Productivity",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["web", "bus", "base_setup", "base_import"],
    "external_dependencies": {"python": ["xlsxwriter"]},
    "data": [
        "security/ir.model.access.csv",
        "security/hub_xlsx_rules.xml",
        "data/ir_cron.xml",
        "views/hub_xlsx_job_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "assets": {
        "web.assets_backend": ["hub_xlsx/static/src/**/*"],
        "web.assets_tests": ["hub_xlsx/static/tests/tours/**/*"],
    },
}
