{
    "name": "Hub: Export Events",
    "summary": "Export advisers run events",
    "version": "19.0.1.0.0",
    "category": "Marketing/Events",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_export", "hub_campaign_event"],
    "data": ["security/hub_export_event_groups.xml"],
    "auto_install": True,
}
