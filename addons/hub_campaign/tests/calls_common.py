from odoo.tests import Form

from .common import CampaignCase


class CallsCase(CampaignCase):
    """A campaign by phone with six members in two communes, and two account managers who call them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.communes = cls.env["hub.commune"].search([], limit=2)
        cls.callers = cls.account + cls.colleague
        cls.makers = cls.create_companies(6)
        for rank, maker in enumerate(cls.makers):
            maker.commune_id = cls.communes[rank % 3 == 0]
            maker.user_id = cls.callers[rank % 2]
        cls.wave = cls.env["hub.campaign.wave"].create(
            {"campaign_id": cls.campaign.id, "name": "By phone", "channel": "phone", "script": "<p>Good morning</p>"}
        )
        cls.members = cls.create_members(cls.makers)

    @classmethod
    def create_members(cls, companies, campaign=None, **values):
        """Create members of the campaign."""
        campaign = campaign or cls.campaign
        return cls.env["hub.campaign.member"].create(
            [{"campaign_id": campaign.id, "partner_id": company.id, **values} for company in companies]
        )

    def share(self, user=None, members=None, callers=None, **values):
        """Return the dialog that shares the calls of the wave out, filled in."""
        context = {"default_wave_id": self.wave.id}
        if members is not None:
            context |= {"active_model": "hub.campaign.member", "active_ids": members.ids}
        form = Form(
            self.env["hub.campaign.share.calls"].with_user(user or self.cluster_manager).with_context(**context)
        )
        for name, value in values.items():
            form[name] = value
        if callers is not None:
            form.user_ids.set(callers)
        return form

    @classmethod
    def assign(cls, members, user, day="2030-01-01"):
        """Plan a call with each of these members."""
        members.write({"user_id": user.id, "call_wave_id": cls.wave.id})
        members._plan_calls(cls.wave, user, day)
