{
    "name": "Hub: Figures of Actions",
    "summary": "Actions, who took part, what they cost and what companies say came of them count as facts",
    "version": "19.0.1.0.0",
    "category": "Marketing/Events",
    "author": "Hub",
    "maintainers": ["hub"],
    "development_status": "Beta",
    "license": "LGPL-3",
    "depends": ["hub_reporting", "hub_event"],
    "data": [
        "data/hub_breakdown_data.xml",
        "data/hub_indicator_data.xml",
        "data/hub_question_data.xml",
        "report/hub_fact_views.xml",
        "views/hub_action_plan_views.xml",
    ],
    "auto_install": True,
}
