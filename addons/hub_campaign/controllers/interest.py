from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request
from odoo.tools import consteq

from .odd_values import require_token


class InterestController(http.Controller):
    """Where the button of a mailing leads: the agency thanks and says who will be in touch.

    The response is the click that led here (see ``domain/machines.py``); opening the page by itself counts nothing.
    """

    @http.route(
        "/campaign/<int:campaign_id>/interested/<string:lang>/<string:token>",
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def interested(self, campaign_id, lang, token, **_tracking):
        """Thank a reader in the language of the mailing; the token is that of the campaign, which may be gone."""
        require_token(token)
        # As superuser: readers are no users. What is shown stood in their mail.
        campaign = request.env["utm.campaign"].sudo().browse(campaign_id)
        if not consteq(campaign._generate_interest_token(), token):
            raise NotFound
        if lang in dict(request.env["res.lang"].get_installed()):
            request.update_context(lang=lang)
        campaign = campaign.with_env(request.env(su=True)).exists()
        agency = campaign.company_id or request.env.company.sudo()
        return request.render("hub_campaign.interest_thanks", {"campaign": campaign, "agency": agency})
