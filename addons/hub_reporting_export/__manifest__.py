{
    "name": "Hub: Figures of Exports",
    "summary": "Markets count as facts, and leads with their market",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_reporting", "hub_export"],
    "data": [
        "data/hub_service_structured_data.xml",
        "data/hub_indicator_data.xml",
        "data/hub_quality_rule_data.xml",
    ],
    "demo": ["demo/hub_quality_score_demo.xml"],
    "post_init_hook": "find_quality_issues",
    "auto_install": True,
}
