{
    "name": "Hub: Enterprise Register",
    "summary": "Companies as the Belgian enterprise register knows them, from its open data",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_entrepreneurs"],
}
