{
    "name": "Hub: Figures of the Enterprise Register",
    "summary": "What companies of the register were, by dates; prospects count nowhere",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_reporting", "hub_cbe"],
    "auto_install": True,
}
