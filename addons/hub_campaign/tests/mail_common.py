from .common import CampaignCase


class MailingCase(CampaignCase):
    """A frozen campaign with readers of two languages, and a wave."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.env["ir.module.module"]._load_module_terms(["hub_campaign"], ["fr_FR"])
        cls.other_company.lang = "fr_FR"
        cls.campaign._freeze()
        cls.english, cls.french = cls.campaign.member_ids.sorted("partner_id")
        cls.wave = cls.create_wave()

    @classmethod
    def create_wave(cls, campaign=None, user=None, **values):
        """Create a wave of the campaign."""
        waves = cls.env["hub.campaign.wave"].with_user(user or cls.cluster_manager)
        return waves.create({"campaign_id": (campaign or cls.campaign).id, **values})

    @classmethod
    def prepare(cls, wave=None):
        """Return the mailings of a wave by their language."""
        wave = wave or cls.wave
        wave.action_prepare_mailings()
        return wave.mailing_ids.grouped("lang")

    @classmethod
    def write_texts(cls, mailings):
        """Write what the mailings are about, each in words of its own."""
        for mailing in mailings:
            text = f"<p>News in {mailing.lang}</p>"
            mailing.write({"subject": f"News in {mailing.lang}", "body_arch": text, "body_html": text})
        return mailings

    @classmethod
    def send(cls, mailings):
        """Compose the mails of mailings; nothing leaves a test, so they are marked as sent."""
        for mailing in mailings:
            mailing._action_send_mail()
        mailings.mailing_trace_ids.filtered(lambda trace: trace.trace_status == "outgoing").set_sent()
