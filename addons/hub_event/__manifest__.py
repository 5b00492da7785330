{
    "name": "Hub: Action Plan",
    "summary": "The plan of the year and its actions: targets, changes with their reasons, costs, criteria and quotas",
    "version": "19.0.1.0.0",
    "category": "Marketing/Events",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_export", "hub_entrepreneurs_event"],
    "data": [
        # Roles and rights
        "security/hub_event_groups.xml",
        "security/ir.model.access.csv",
        "security/hub_event_rules.xml",
        "security/hub_statement_rules.xml",
        # Actions
        "data/event_stage_data.xml",
        "data/hub_action_type_data.xml",
        "data/ir_exports_data.xml",
        "views/event_stage_views.xml",
        "views/hub_action_type_views.xml",
        "views/event_event_views.xml",
        "views/hub_action_cost_views.xml",
        # Plans
        "report/programme_templates.xml",
        "views/hub_action_plan_change_views.xml",
        "views/hub_action_plan_consultation_views.xml",
        "views/hub_action_plan_views.xml",
        "report/hub_action_result_views.xml",
        # Statements
        "data/hub_statement_data.xml",
        "wizards/hub_statement_phone_views.xml",
        "views/hub_statement_templates.xml",
        "views/hub_statement_views.xml",
        # Menus
        "views/hub_event_menus.xml",
    ],
    "demo": [
        "demo/hub_action_plan_demo.xml",
        "demo/event_event_demo.xml",
        "demo/hub_action_cost_demo.xml",
        "demo/hub_service_demo.xml",
        "demo/hub_interaction_demo.xml",
        "demo/hub_statement_demo.xml",
    ],
}
