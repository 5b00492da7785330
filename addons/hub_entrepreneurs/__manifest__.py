{
    "name": "Hub: Companies under guidance",
    "summary": "Enterprise numbers, communes, clusters and transition status on contacts",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "Hub",
    "license": "LGPL-3",
    # crm_iap_enrich and partner_autocomplete come with crm anyway: named so that we can switch them off.
    "depends": ["crm", "contacts", "crm_iap_enrich", "partner_autocomplete"],
    "data": ["data/online_services_data.xml"],
    "demo": [],
    "assets": {"web.assets_backend": ["hub_entrepreneurs/static/src/**/*.js"]},
    "application": True,
}
