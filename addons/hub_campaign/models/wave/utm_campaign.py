from urllib.parse import quote

from odoo import models
from odoo.tools import hmac


class UtmCampaign(models.Model):
    """The page that thanks whoever follows the button of a mailing; that click is the response."""

    _inherit = "utm.campaign"

    def _get_interest_url(self, lang):
        """Return the address of the page that thanks the readers of a language."""
        path = f"/campaign/{self.id or 0}/interested/{quote(lang or self.env.lang)}/{self._generate_interest_token()}"
        return self.get_base_url() + path

    def _generate_interest_token(self):
        # As superuser: the secret of the database is for nobody to read.
        return hmac(self.env(su=True), "hub_campaign-interested", self.id or 0)
