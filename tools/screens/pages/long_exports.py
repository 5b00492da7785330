"""Long exports, which run in the background."""

from ..screen import Screen

COMPANIES = "hub_entrepreneurs.res_partner_action"
EXPORT_ALL = (("view", "list"), ("click", ".o_cp_action_menus button:has(.fa-cog)"), ("click", ".o_export_all_menu"))
IN_BACKGROUND = (*EXPORT_ALL, ("click", ".modal-footer .btn-primary"))

SCREENS = (
    Screen(
        name="export-offer",
        title="A long export",
        role="analyst",
        action=COMPANIES,
        steps=EXPORT_ALL,
        sees=".modal-footer .btn-primary",
    ),
    Screen(
        name="export-ready",
        title="A long export is ready",
        role="analyst",
        action=COMPANIES,
        steps=IN_BACKGROUND,
        sees=".o_notification button",
    ),
    Screen(
        name="my-exports",
        title="My exports",
        role="analyst",
        action=COMPANIES,
        steps=[
            *IN_BACKGROUND,
            ("click", ".o_notification:has(.o_notification_buttons) .o_notification_close"),
            ("click", ".o_hub_export_systray"),
            ("click", ".o_hub_export_all"),
        ],
        sees=":is(.o_data_row, .o_kanban_record) [name=action_download]",
    ),
)
