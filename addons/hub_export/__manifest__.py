{
    "name": "Hub: Export Readiness",
    "summary": "An export team with a pipeline of its own and the markets that companies aim at",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "license": "LGPL-3",
    "depends": ["hub_entrepreneurs"],
    "data": [
        "data/crm_team_data.xml",
        "data/crm_stage_data.xml",
        "views/crm_team_views.xml",
        "views/crm_lead_views.xml",
        "views/hub_export_menus.xml",
    ],
    "assets": {"web.assets_tests": ["hub_export/static/tests/tours/**/*.js"]},
    "demo": [
        "demo/crm_team_demo.xml",
        "demo/crm_lead_demo.xml",
        "demo/hub_interaction_demo.xml",
    ],
}
