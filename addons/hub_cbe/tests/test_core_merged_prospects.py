from odoo.tests import tagged

from odoo.addons.hub_entrepreneurs.tests.common import HubCase


@tagged("post_install", "-at_install")
class TestCoreMergedProspects(HubCase):
    """Core takes what is true of any contact that is merged; a prospect is one only if all were."""

    def merge(self, kept, gone):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((kept | gone).ids, dst_partner=kept, extra_checks=False)
        self.env.invalidate_all()

    def new(self, *, is_prospect):
        return self.env["res.partner"].create({"name": "X", "is_company": True, "is_prospect": is_prospect})

    def test_a_company_stays_in_sight(self):
        kept = self.new(is_prospect=False)
        self.merge(kept, self.new(is_prospect=True))
        self.assertFalse(kept.is_prospect)

    def test_a_prospect_into_which_a_company_is_merged_is_none_any_more(self):
        kept = self.new(is_prospect=True)
        self.merge(kept, self.new(is_prospect=False))
        self.assertFalse(kept.is_prospect)

    def test_two_prospects_are_one(self):
        kept = self.new(is_prospect=True)
        self.merge(kept, self.new(is_prospect=True))
        self.assertTrue(kept.is_prospect)
