from .common import CampaignCase

ROLES = ("outsider", "account", "cluster_manager", "director", "analyst", "privacy")
# Model: what each role may do, as letters of Create, Read, Write, Unlink. Which rows is a matter of the rules.
RIGHTS = {
    "hub.campaign.funnel": ("", "R", "R", "R", "R", ""),
    "hub.campaign.member": ("", "R", "CRWU", "CRWU", "R", ""),
    "hub.campaign.wave": ("", "R", "CRWU", "CRWU", "R", ""),
    "hub.consent": ("", "CRW", "CRW", "CRWU", "R", ""),
    "hub.consent.purpose": ("R", "R", "R", "CRWU", "R", "R"),
    "hub.refusal": ("", "", "", "", "", ""),
}
# Dialogs: who may open them.
DIALOGS = {
    "hub.campaign.audience": ("", "", "CRWU", "CRWU", "", ""),
    "hub.campaign.call": ("", "CRWU", "CRWU", "CRWU", "", ""),
    "hub.campaign.freeze": ("", "", "CRWU", "CRWU", "", ""),
    "hub.campaign.freeze.line": ("", "", "CRWU", "CRWU", "", ""),
    "hub.campaign.freeze.reason": ("", "", "CRWU", "CRWU", "", ""),
    "hub.campaign.lead.create": ("", "CRWU", "CRWU", "CRWU", "", ""),
    "hub.campaign.share.calls": ("", "", "CRWU", "CRWU", "", ""),
}


class TestAccess(CampaignCase):
    """Who may do what."""

    def test_rights_of_each_role_on_each_model(self):
        self.check_rights(ROLES, RIGHTS | DIALOGS)

    def test_the_table_is_complete(self):
        self.assertEqual(self.models_brought_by("hub_campaign"), set(RIGHTS))
        self.assertEqual(self.models_brought_by("hub_campaign", dialogs=True), set(DIALOGS))
