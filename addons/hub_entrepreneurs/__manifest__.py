{
    "name": "Hub: Companies under Guidance",
    "summary": "Enterprise numbers, communes, clusters and transition status on contacts",
    "version": "19.0.1.4.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    # crm_iap_enrich and partner_autocomplete come with crm anyway: named so that we can switch them off.
    "depends": ["crm", "contacts", "crm_iap_enrich", "partner_autocomplete"],
    "external_dependencies": {"python": ["openpyxl", "python-stdnum", "xlsxwriter"]},
    "data": [
        # Roles and rights
        "security/hub_entrepreneurs_groups.xml",
        "security/ir.model.access.csv",
        "security/hub_entrepreneurs_rules.xml",
        # What runs by itself, and which of Odoo's online services do not
        "data/ir_cron_data.xml",
        "data/mail_activity_type_data.xml",
        "data/online_services_data.xml",
        # Companies: communes, activity codes, sectors
        "data/hub_commune_data.xml",
        "data/hub_nace_data.xml",
        "data/hub_sector_data.xml",
        "views/res_partner_views.xml",
        "views/hub_commune_views.xml",
        "views/hub_nace_views.xml",
        "views/hub_sector_views.xml",
        "views/crm_lead_views.xml",
        # The transition: evidence, its schemes, the history of the status
        "data/hub_evidence_scheme_data.xml",
        "views/res_partner_transition_views.xml",
        "wizards/hub_evidence_verify_views.xml",
        "views/hub_evidence_views.xml",
        "views/hub_evidence_scheme_views.xml",
        "views/hub_transition_change_views.xml",
        # Joining and leaving clusters in bulk: first in the Actions menu of companies
        "data/hub_cluster_leave_reason_data.xml",
        "wizards/hub_cluster_join_views.xml",
        "wizards/hub_cluster_leave_views.xml",
        # Support: services, programmes, conversations, outcomes
        "data/hub_service_transition_data.xml",
        "data/hub_service_data.xml",
        "views/hub_service_views.xml",
        "views/hub_programme_views.xml",
        "views/hub_interaction_views.xml",
        "views/hub_outcome_views.xml",
        "views/res_partner_support_views.xml",
        "views/crm_lead_support_views.xml",
        "views/calendar_event_views.xml",
        "wizards/hub_interaction_log_views.xml",
        # Guidance: assessments, and the commitments that follow
        "data/hub_assessment_framework_transition_data.xml",
        "views/hub_assessment_views.xml",
        "views/hub_commitment_views.xml",
        "views/hub_assessment_framework_views.xml",
        "wizards/hub_plan_proposal_views.xml",
        "wizards/hub_commitment_close_views.xml",
        "views/res_partner_assessment_views.xml",
        # Clusters and their members
        "wizards/hub_members_import_views.xml",
        "views/hub_cluster_views.xml",
        "views/hub_cluster_membership_views.xml",
        "views/hub_cluster_leave_reason_views.xml",
        "views/res_partner_cluster_views.xml",
        # Without a connection
        "views/webclient_templates.xml",
        # People: roles, personal data, target groups
        "data/hub_target_group_data.xml",
        "views/hub_company_role_views.xml",
        "views/hub_person_profile_views.xml",
        "views/hub_person_profile_access_views.xml",
        "views/hub_target_group_member_views.xml",
        "views/hub_target_group_views.xml",
        "views/res_partner_people_views.xml",
        # The page before a visit
        "report/briefing_templates.xml",
        # Contacts that become one, portfolios that change hands
        "wizards/base_partner_merge_views.xml",
        "wizards/hub_merge_request_views.xml",
        "views/res_partner_known_views.xml",
        "wizards/hub_portfolio_handover_views.xml",
        "wizards/hub_company_archive_views.xml",
        "views/hub_stand_in_views.xml",
        # What was typed wrong
        "wizards/hub_void_views.xml",
        # The first page of the day
        "views/hub_day_views.xml",
        # Menus
        "data/ir_filters_data.xml",
        "views/hub_entrepreneurs_menus.xml",
        "views/hub_analysis_menus.xml",
    ],
    "demo": [
        # Who works
        "demo/res_users_demo.xml",
        # Companies and people
        "demo/res_partner_demo.xml",
        "demo/res_partner_person_demo.xml",
        "demo/hub_company_role_demo.xml",
        "demo/hub_person_profile_demo.xml",
        # Clusters
        "demo/hub_cluster_demo.xml",
        "demo/hub_cluster_membership_demo.xml",
        # Support
        "demo/hub_programme_demo.xml",
        "demo/hub_interaction_demo.xml",
        "demo/hub_outcome_demo.xml",
        # The transition
        "demo/hub_evidence_demo.xml",
        "demo/hub_assessment_demo.xml",
        "demo/hub_commitment_demo.xml",
        "demo/hub_transition_change_demo.xml",
        # What is to be done
        "demo/mail_activity_demo.xml",
        "demo/calendar_event_demo.xml",
        "demo/crm_lead_demo.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "hub_entrepreneurs/static/src/**/*",
            ("remove", "hub_entrepreneurs/static/src/briefing/**/*"),
        ],
        "web.report_assets_common": ["hub_entrepreneurs/static/src/briefing/**/*"],
        "web.assets_tests": ["hub_entrepreneurs/static/tests/tours/**/*.js"],
    },
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
    "application": True,
}
