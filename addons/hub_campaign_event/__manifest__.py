{
    "name": "Hub: Campaigns and Events",
    "summary": "A registration for an event of a campaign is a response to it",
    "version": "19.0.1.2.0",
    "category": "Marketing/Email Marketing",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_campaign", "hub_entrepreneurs_event"],
    "data": ["views/hub_campaign_event_menus.xml"],
    "auto_install": True,
}
