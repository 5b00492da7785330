{
    "name": "Hub: Campaigns and Events",
    "summary": "A registration for an event of a campaign is a response to it",
    "version": "19.0.1.1.0",
    "category": "Marketing/Email Marketing",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_campaign", "event_crm"],
    "data": [
        # Roles and rights
        "security/hub_campaign_event_groups.xml",
        "security/ir.model.access.csv",
        # Menus
        "views/hub_campaign_event_menus.xml",
    ],
    "demo": [
        "demo/res_groups_demo.xml",
        "demo/mail_template_demo.xml",
    ],
    "auto_install": True,
}
