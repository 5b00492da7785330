{
    "name": "Hub: Export Readiness",
    "summary": "Export readiness, target markets, offices abroad, and a pipeline that says what is missing",
    "version": "19.0.1.3.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_entrepreneurs"],
    "data": [
        # Roles and rights
        "security/hub_export_groups.xml",
        "security/ir.model.access.csv",
        "security/hub_export_rules.xml",
        # The pipeline: its team, its stages, why leads are lost
        "data/crm_team_data.xml",
        "data/crm_stage_data.xml",
        "data/crm_lost_reason_data.xml",
        "views/crm_team_views.xml",
        "views/crm_lost_reason_views.xml",
        "views/crm_lead_search_views.xml",
        "views/crm_lead_views.xml",
        # Readiness
        "data/hub_service_data.xml",
        "data/hub_assessment_framework_export_data.xml",
        "views/hub_assessment_views.xml",
        "views/hub_assessment_framework_views.xml",
        "views/res_partner_export_views.xml",
        "views/crm_lead_readiness_views.xml",
        # The gate: what stages require, and who lets a lead pass
        "data/hub_stage_requirement_data.xml",
        "views/hub_stage_requirement_views.xml",
        "views/hub_lead_stage_override_views.xml",
        "views/crm_stage_views.xml",
        "views/crm_lead_gate_views.xml",
        # Markets
        "data/res_country_group_data.xml",
        "data/hub_hs_section_data.xml",
        "views/hub_hs_section_views.xml",
        "views/hub_export_target_views.xml",
        "views/res_country_views.xml",
        "views/res_partner_export_market_views.xml",
        # Offices abroad and their mandates
        "data/ir_cron_data.xml",
        "wizards/hub_foreign_office_close_views.xml",
        "wizards/hub_lead_results_views.xml",
        "views/crm_lead_office_views.xml",
        "views/hub_foreign_office_views.xml",
        "views/hub_foreign_office_mandate_views.xml",
        # Leads of the export team, once all parts are there; menus
        "views/crm_lead_export_views.xml",
        "data/ir_filters_data.xml",
        "views/hub_export_menus.xml",
    ],
    "demo": [
        # Who works
        "demo/res_users_demo.xml",
        "demo/crm_team_demo.xml",
        # Offices and markets
        "demo/hub_foreign_office_demo.xml",
        "demo/res_partner_demo.xml",
        "demo/hub_export_target_demo.xml",
        # Readiness and plans
        "demo/hub_assessment_demo.xml",
        "demo/hub_commitment_demo.xml",
        # Leads, and what is done for them
        "demo/crm_lead_demo.xml",
        "demo/hub_lead_stage_override_demo.xml",
        "demo/hub_interaction_demo.xml",
        "demo/mail_activity_demo.xml",
    ],
    "assets": {
        "web.assets_backend": ["hub_export/static/src/**/*"],
        "web.assets_tests": ["hub_export/static/tests/tours/**/*.js"],
    },
    "uninstall_hook": "uninstall_hook",
}
