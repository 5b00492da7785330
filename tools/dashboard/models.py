"""The models that dashboards count, and where each filter looks at them."""

from __future__ import annotations

from .parts import Domain, Model

FACT = Model(
    "hub.fact",
    "hub_reporting.hub_fact_action",
    {
        "period": ("date", "date"),
        "commune": ("commune_id", "many2one"),
        "sector": ("sector_ids", "many2many"),
        "cluster": ("partner_id.cluster_ids", "many2many"),
        "programme": ("programme_id", "many2one"),
    },
)
COMPANY = Model(
    "res.partner",
    "hub_entrepreneurs.res_partner_action",
    {
        "commune": ("commune_id", "many2one"),
        "sector": ("sector_ids", "many2many"),
        "cluster": ("cluster_ids", "many2many"),
        "programme": ("interaction_ids.programme_id", "many2one"),
    },
)
_OF_COMPANY = {key: (f"partner_id.{path}", kind) for key, (path, kind) in COMPANY.chains.items()}
LEAD = Model("crm.lead", "crm.crm_lead_action_pipeline", _OF_COMPANY)
MEMBERSHIP = Model(
    "hub.cluster.membership",
    "hub_entrepreneurs.hub_cluster_membership_action",
    {**_OF_COMPANY, "commune": ("commune_id", "many2one"), "cluster": ("cluster_id", "many2one")},
)
EVIDENCE = Model("hub.evidence", "hub_entrepreneurs.hub_evidence_action", _OF_COMPANY)
COMMITMENT = Model("hub.commitment", "hub_entrepreneurs.hub_commitment_action", _OF_COMPANY)

IS_COMPANY: Domain = [["is_company", "=", True]]
OPEN_LEAD: Domain = [["type", "=", "opportunity"], ["won_status", "=", "pending"]]
MEMBER_TODAY: Domain = [["runs_on", "=", "today"]]
LAPSES_SOON: Domain = [["state", "=", "verified"], ["date_end", ">=", "today"], ["date_end", "<=", "today +90d"]]
SUPPORT: Domain = [["kind", "=", "support"]]


def mine(path: str) -> Domain:
    """Return the condition that a user is the reader, or somebody whom the reader stands in for today."""
    return [[f"{path}.is_mine", "=", True]]
