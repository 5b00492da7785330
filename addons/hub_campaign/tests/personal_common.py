from odoo.addons.hub_entrepreneurs.tools.groups import PERSONAL_DATA

from .mail_common import MailingCase

DIRECTOR = "hub_entrepreneurs.group_hub_director"
WOMEN = [("target_group_member_ids", "any", [("group_id.code", "=", "women"), ("date_end", "=", False)])]


class ClosedListCase(MailingCase):
    """A campaign of companies led by women, frozen by somebody of the group Personal Data in a manager's cluster."""

    USERS = {
        **MailingCase.USERS,
        "knowing": f"{PERSONAL_DATA},{DIRECTOR}",
        "both": f"{DIRECTOR},hub_entrepreneurs.group_hub_analyst",
        "core_user": "mass_mailing.group_mass_mailing_user",
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["hub.target.group.member"].search([]).unlink()
        cls.led = cls.create_companies(12, lang="en_US")
        cls.env["hub.target.group.member"].create(
            [
                {
                    "group_id": cls.env.ref("hub_entrepreneurs.hub_target_group_women").id,
                    "partner_id": each.id,
                    "date_start": "2026-01-01",
                }
                for each in cls.led
            ]
        )
        cls.women = cls.create_campaign(user=cls.knowing, title="Women in Craft", audience_domain=repr(WOMEN))
        cls.women._freeze()
        cls.members = cls.women.member_ids
        cls.others = (cls.account, cls.cluster_manager, cls.director, cls.analyst, cls.both, cls.core_user)

    @classmethod
    def send_to_women(cls):
        """Send a wave of mailings to the members, and click a link in one of them."""
        wave = cls.create_wave(cls.women, user=cls.knowing)
        [cls.mailing] = cls.prepare(wave).values()
        cls.send(cls.mailing)
        trace = cls.mailing.sudo().mailing_trace_ids[:1]
        of_mailing = {"campaign_id": cls.women.id, "mass_mailing_id": cls.mailing.id}
        tracker = cls.env["link.tracker"].create({"url": "https://example.com/w", "title": "W", **of_mailing})
        click = {"link_id": tracker.id, "mailing_trace_id": trace.id, **of_mailing}
        cls.env["link.tracker.click"].create(click)
        trace.set_clicked()
        cls.env.flush_all()
        return wave

    def seen(self, model, domain, user):
        """Return what a user finds, none where the model is not for him or her."""
        records = self.env[model].with_user(user)
        self.env.invalidate_all()
        return records.search(domain) if records.has_access("read") else records
