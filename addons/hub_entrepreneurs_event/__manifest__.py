{
    "name": "Hub: Events",
    "summary": "Every role reads events, and cluster managers run them",
    "version": "19.0.1.0.0",
    "category": "Marketing/Events",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_entrepreneurs", "event_crm"],
    "data": [
        "security/hub_entrepreneurs_event_groups.xml",
        "security/ir.model.access.csv",
    ],
    "demo": [
        "demo/res_groups_demo.xml",
        "demo/mail_template_demo.xml",
    ],
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
    "auto_install": True,
}
