"""Campaigns from the audience to their results, and what their readers see."""

from ..screen import Screen

CAMPAIGNS = "hub_campaign.utm_campaign_action_sector"
WAVES = "hub_campaign.hub_campaign_wave_action"
MACHINES = "hub_campaign.campaign_machines"
LABELS = "hub_campaign.campaign_labels"
WORKSHOPS = "hub_campaign.campaign_workshops"
STUDIOS = [("campaign_id", "=", "Open Studios in Spring")]
A_CALL = (
    "hub.campaign.member",
    [("campaign_id", "=", "Printers and Designers Share Machines"), ("partner_id.name", "=", "Design Lumevane ASBL")],
)

SCREENS = (
    Screen(
        name="campaigns",
        title="Campaigns",
        role="cluster",
        action=CAMPAIGNS,
        sees="text=Open Studios in Spring",
    ),
    Screen(
        name="campaign-calendar",
        title="Campaigns of the year",
        role="cluster",
        action="hub_campaign.utm_campaign_action_sector_calendar",
        steps=[("scroll", ".fc-month-container:has(.fc-day-today)")],
        sees=".fc-bg-event",
    ),
    Screen(
        name="campaign-audience",
        title="A campaign: audience",
        role="cluster",
        action=CAMPAIGNS,
        record=LABELS,
        steps=[("tab", "audience")],
        sees="[name=audience_domain] >> text=Verified",
    ),
    Screen(
        name="campaign-conditions",
        title="Choosing whom a campaign is for",
        role="cluster",
        action=CAMPAIGNS,
        record=LABELS,
        steps=[
            ("press", "action_choose_audience"),
            ("choose", "sector_kind", "Craft Makers"),
            ("fill", "lapses_within", "90"),
            ("click", ".modal-title"),
        ],
        sees=".modal [name=company_count]",
    ),
    Screen(
        name="campaign-freeze",
        title="Who would be addressed, and who is left out",
        role="cluster",
        action=CAMPAIGNS,
        record=LABELS,
        steps=[("press", "action_freeze")],
        sees=".modal [name=line_ids] >> text=Owner",
    ),
    Screen(
        name="campaign-waves",
        title="A campaign: waves",
        role="cluster",
        action=CAMPAIGNS,
        record=MACHINES,
        steps=[("tab", "waves"), ("scroll_on_desk", "[name=cluster_ids]")],
        sees="[name=wave_ids] >> text=Invitation",
    ),
    Screen(
        name="wave",
        title="A wave with a mailing in each language",
        role="cluster",
        action=WAVES,
        record=("hub.campaign.wave", STUDIOS),
        sees="[name=mailing_ids] >> text=French",
    ),
    Screen(
        name="mailing",
        title="Writing a mailing",
        role="cluster",
        action=WAVES,
        record=("hub.campaign.wave", STUDIOS),
        steps=[
            ("press", "action_open_mailings"),
            ("click", ":is(.o_data_row .o_data_cell[name=subject], .o_kanban_record)"),
        ],
        sees="[name=body_arch] iframe",
    ),
    Screen(
        name="mailing-received",
        title="A mailing as received",
        link="view",
        sees="text=I am interested",
        on=["phone"],
    ),
    Screen(
        name="leave",
        title="Leaving a purpose",
        link="leave",
        sees=".o_hub_consent button[type=submit]",
    ),
    Screen(
        name="left",
        title="Left, and what else there is",
        link="leave",
        steps=[("click", ".o_hub_consent button[type=submit]")],
        sees=".o_hub_consent .alert-success",
    ),
    Screen(
        name="members",
        title="Members of a campaign",
        role="cluster",
        action=CAMPAIGNS,
        record=MACHINES,
        steps=[("press", "action_open_members")],
        sees=":is(.o_data_row, .o_kanban_record) >> text=Design Lumevane ASBL",
    ),
    Screen(
        name="share-calls",
        title="Sharing calls out",
        role="cluster",
        action=WAVES,
        record="hub_campaign.wave_machines_2",
        steps=[("press", "action_share_calls")],
        sees=".modal >> text=Ada Account",
    ),
    Screen(
        name="my-calls",
        title="My calls",
        role="account",
        action="hub_campaign.hub_campaign_member_action_calls",
        sees="text=Design Lumevane ASBL",
    ),
    Screen(
        name="call",
        title="A call",
        role="account",
        action="hub_campaign.hub_campaign_member_action_calls",
        record=A_CALL,
        sees=".o_form_view >> text=the prices of materials",
    ),
    Screen(
        name="call-log",
        title="Saying how a call went",
        role="account",
        action="hub_campaign.hub_campaign_member_action_calls",
        record=A_CALL,
        steps=[
            ("press", "hub_campaign.hub_campaign_call_action"),
            ("fill", "note", "Comes on Thursday, brings a colleague."),
        ],
        sees=".modal [name=action_log]",
    ),
    Screen(
        name="create-leads",
        title="Making leads of those who responded",
        role="cluster",
        action=CAMPAIGNS,
        record=MACHINES,
        steps=[("press", "hub_campaign.hub_campaign_lead_create_action")],
        sees=".modal .alert-success",
    ),
    Screen(
        name="campaign-results",
        title="A campaign: results",
        role="cluster",
        action=CAMPAIGNS,
        record=WORKSHOPS,
        steps=[("tab", "results"), ("scroll_on_desk", "[name=title]")],
        sees=".o_hub_funnel_steps [data-step=won]",
    ),
    Screen(
        name="results",
        title="Results of all campaigns",
        role="cluster",
        action="hub_campaign.hub_campaign_funnel_action",
        sees=".o_pivot >> text=Open Workshops",
        on=["desk"],
    ),
    Screen(
        name="consents",
        title="Consents of a contact",
        role="cluster",
        action="hub_entrepreneurs.res_partner_action",
        record="hub_entrepreneurs.company_32",
        steps=[("press", "action_answer_purposes")],
        sees=".modal >> text=Cluster News",
    ),
)
