"""Assessments, the plan, evidence, and how the status moved."""

from ..screen import Screen

ASSESSMENTS = "hub_entrepreneurs.hub_assessment_action"


def assessment(company: str, state: str, kind: str = "transition") -> tuple[str, list]:
    """The latest assessment of a demo company in a state."""
    return "hub.assessment", [("partner_id.name", "=", company), ("state", "=", state), ("kind", "=", kind)]


SCREENS = (
    Screen(
        name="assessment-draft",
        title="Entering an assessment",
        role="account",
        action=ASSESSMENTS,
        record=assessment("Joaillerie Esquamille", "draft"),
        sees=".o_hub_answered >> text=30 of 32",
    ),
    Screen(
        name="assessment",
        title="A done assessment",
        role="account",
        action=ASSESSMENTS,
        record=assessment("Imprimerie Falicanthe", "done"),
        sees=".o_hub_radar canvas",
    ),
    Screen(
        name="plan-proposal",
        title="A proposed plan: what the company agrees to is ticked",
        role="account",
        action=ASSESSMENTS,
        record=assessment("Magazine Nestekaert ASBL", "done"),
        steps=[("press", "action_make_plan")],
        sees=".modal [name=step_ids] >> text=Improve",
    ),
    Screen(
        name="plan",
        title="Plan",
        role="account",
        action="hub_entrepreneurs.hub_commitment_action",
        sees="text=Governance",
    ),
    Screen(
        name="to-verify",
        title="Evidence to verify",
        role="director",
        action="hub_entrepreneurs.hub_evidence_action_to_verify",
        sees="text=Joaillerie Esquamille",
    ),
    Screen(
        name="evidence",
        title="Evidence that waits for a second person to verify it",
        role="director",
        action="hub_entrepreneurs.hub_evidence_action",
        record=("hub.evidence", [("reference", "=", "DEMO-008")]),
        sees="button[name=action_verify]",
    ),
    Screen(
        name="evidence-verify",
        title="Verifying evidence: its documents in sight, or a reason",
        role="director",
        action="hub_entrepreneurs.hub_evidence_action",
        record=("hub.evidence", [("reference", "=", "DEMO-008")]),
        steps=[("press", "action_verify")],
        sees=".modal button[name=action_reject]",
    ),
    Screen(
        name="history",
        title="History",
        role="account",
        action="hub_entrepreneurs.hub_transition_change_action",
        sees="text=Lapse",
    ),
)
