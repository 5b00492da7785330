{
    "name": "Hub: Companies under guidance",
    "summary": "Enterprise numbers, communes, clusters and transition status on contacts",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "license": "LGPL-3",
    "depends": ["crm", "contacts"],
    "data": [],
    "demo": [],
    "application": True,
}
