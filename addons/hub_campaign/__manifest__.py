{
    "name": "Hub: Sector Campaigns",
    "summary": "From an exact segment of companies to proven results: audience, mailings, calls, leads, funnel",
    "version": "19.0.1.2.0",
    "category": "Marketing/Email Marketing",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_entrepreneurs", "mass_mailing_crm"],
    "data": [
        # Roles and rights
        "security/hub_campaign_groups.xml",
        "security/ir.model.access.csv",
        "security/hub_campaign_rules.xml",
        "security/hub_campaign_personal_data_rules.xml",
        "security/hub_campaign_agency_rules.xml",
        # Consent per purpose
        "data/hub_consent_purpose_data.xml",
        "views/hub_consent_views.xml",
        "views/hub_consent_purpose_views.xml",
        "views/hub_consent_portal_templates.xml",
        # Members: calls, leads
        "wizards/hub_campaign_call_views.xml",
        "wizards/hub_campaign_share_calls_views.xml",
        "wizards/hub_campaign_lead_create_views.xml",
        "views/hub_campaign_member_views.xml",
        # Waves and their mailings
        "views/hub_campaign_wave_views.xml",
        "views/hub_campaign_wave_mailing_templates.xml",
        "views/interest_templates.xml",
        "views/mailing_mailing_views.xml",
        # Campaigns: audience, freezing, results
        "wizards/hub_campaign_audience_views.xml",
        "wizards/hub_campaign_freeze_views.xml",
        "report/hub_campaign_funnel_views.xml",
        "views/utm_campaign_views.xml",
        # What a contact and a lead show of campaigns
        "views/res_partner_views.xml",
        "views/crm_lead_campaign_views.xml",
        # Menus
        "data/ir_filters_data.xml",
        "views/hub_campaign_menus.xml",
    ],
    "demo": [
        # Who is new
        "demo/res_groups_demo.xml",
        # Languages, contacts and what they answered
        "demo/res_partner_demo.xml",
        "demo/hub_consent_demo.xml",
        # Campaigns and their waves
        "demo/utm_campaign_demo.xml",
        "demo/hub_campaign_wave_demo.xml",
        # Members, and what came of them
        "demo/crm_lead_demo.xml",
        "demo/hub_campaign_member_demo.xml",
        "demo/mailing_mailing_demo.xml",
        "demo/mailing_trace_demo.xml",
        "demo/hub_interaction_demo.xml",
        "demo/mail_activity_demo.xml",
        "demo/hub_outcome_demo.xml",
    ],
    "assets": {
        "web.assets_backend": ["hub_campaign/static/src/**/*"],
        "web.assets_tests": ["hub_campaign/static/tests/tours/**/*.js"],
    },
}
