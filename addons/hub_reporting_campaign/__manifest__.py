{
    "name": "Hub: Figures of Campaigns",
    "summary": "Each step of a campaign counts as a fact on its day",
    "version": "19.0.1.0.0",
    "category": "Marketing/Email Marketing",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_reporting", "hub_campaign"],
    "data": [
        "data/hub_indicator_data.xml",
    ],
    "auto_install": True,
}
