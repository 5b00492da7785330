{
    "name": "Hub: Export readiness",
    "summary": "An export team, its pipeline and the markets that companies aim at",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "license": "LGPL-3",
    "depends": ["hub_entrepreneurs"],
    "data": [],
    "demo": [],
}
