"""People, and what they told about themselves."""

from ..screen import Screen

PROFILES = "hub_entrepreneurs.hub_person_profile_action"

SCREENS = (
    Screen(
        name="roles",
        title="Roles",
        role="account",
        action="hub_entrepreneurs.hub_company_role_action",
        sees="text=Felix Modelle",
    ),
    Screen(
        name="target-groups",
        title="Target groups, without the right to personal data",
        role="account",
        action="hub_entrepreneurs.hub_target_group_action",
        sees="text=Job Seekers",
    ),
    Screen(
        name="personal-data",
        title="Personal data",
        role="privacy",
        action=PROFILES,
        sees="text=Xenia Demonet",
    ),
    Screen(
        name="profile",
        title="What a person told",
        role="privacy",
        action=PROFILES,
        # Not by a domain, since the log tells who looked for personal data.
        steps=[("click", ":is(.o_data_row, .o_kanban_record) >> text=Bakkerij Ulmoro, Xenia Demonet")],
        sees=".o_form_view >> text=Xenia Demonet",
    ),
    Screen(
        name="access-log",
        title="Access log, for directors",
        role="director",
        action="hub_entrepreneurs.hub_person_profile_access_action",
        sees="text=Pia Privacy",
    ),
)
