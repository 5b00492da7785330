from hypothesis import strategies as st

from odoo.addons.hub_campaign.domain import funnel
from odoo.addons.hub_reporting.tests import oracle_figures as oracle
from odoo.addons.hub_reporting.tests import test_oracle
from odoo.addons.hub_reporting.tests.world_common import day_of

DAYS = {"targeted": "create_date", **funnel.STEP_DAYS, "opted_out": "opted_out_on"}


class TestOracleCampaign(test_oracle.TestOracle):
    figures = {
        **{
            f"CAMPAIGN-{step.upper().replace('_', '-')}": oracle.happened("company", f"campaign_{step}")
            for step in DAYS
        },
        "CAMPAIGN-RATE": oracle.followed("record", "campaign_contacted", "campaign_responded", 3),
    }
    keys = ("commune", "campaign")
    more = st.fixed_dictionaries(
        {
            "members": st.dictionaries(
                st.tuples(st.integers(0, 4), st.integers(0, 1)),
                st.tuples(
                    st.integers(0, 1300),
                    st.lists(st.sampled_from((None, 0, 20, 100, 300)), min_size=len(DAYS), max_size=len(DAYS)),
                ),
                max_size=8,
            )
        }
    )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaigns = cls.env["utm.campaign"].create([{"name": f"Test {rank}"} for rank in range(2)])

    def build_members(self, rows):
        for (partner, rank), (begun, lengths) in rows.items():
            company, campaign = self.partners[partner].id, self.campaigns[rank].id
            days = {
                step: day_of(begun + (length or 0)) if length is not None or step == "targeted" else None
                for step, length in zip(DAYS, lengths, strict=True)
            }
            values = {DAYS[step]: day for step, day in days.items()}
            [id_] = self.insert(
                "hub_campaign_member",
                [
                    {
                        **values,
                        "create_date": f"{values['create_date']} 11:00:00",
                        "partner_id": company,
                        "campaign_id": campaign,
                    }
                ],
            )
            for step, day in days.items():
                if day:
                    self.tell(f"campaign_{step}", "hub.campaign.member", id_, day, partner=company, campaign=campaign)
