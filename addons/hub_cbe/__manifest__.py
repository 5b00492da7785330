{
    "name": "Hub: Enterprise Register",
    "summary": "Companies as the Belgian enterprise register knows them, from its open data",
    "version": "19.0.1.2.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_entrepreneurs", "queue_job"],
    "data": [
        # Rights
        "security/ir.model.access.csv",
        "security/hub_cbe_rules.xml",
        "security/hub_cbe_match_rules.xml",
        # Jobs, and what account managers are told by
        "data/queue_job_data.xml",
        "data/mail_activity_type_data.xml",
        "data/match_data.xml",
        # Screens
        "views/hub_cbe_extract_views.xml",
        "views/hub_establishment_views.xml",
        "views/hub_cbe_value_views.xml",
        "views/hub_cbe_value_decided_views.xml",
        "wizards/hub_cbe_match_take_views.xml",
        "views/hub_cbe_match_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
        "views/hub_cbe_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["hub_cbe/static/src/**/*"],
    },
    "demo": [
        # Companies that look for their number, before the register
        "demo/res_partner_demo.xml",
        "demo/hub_cbe_extract_demo.xml",
    ],
    "uninstall_hook": "uninstall_hook",
}
