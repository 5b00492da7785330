{
    "name": "Hub: Export Campaigns",
    "summary": "Campaigns by export readiness and target market, and leads that know their market",
    "version": "19.0.1.0.0",
    "category": "Marketing/Email Marketing",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_export", "hub_campaign"],
    "data": [
        # Audiences by readiness and market
        "wizards/hub_campaign_audience_views.xml",
        # Leads that know their market
        "wizards/hub_campaign_lead_create_views.xml",
    ],
    "auto_install": True,
}
