from lxml import html

from odoo import api, fields, models

# Shorter pieces of a placeholder, such as a full stop after a name, stand in any text.
_TELLING = 15


class MailingMailing(models.Model):
    """What a mailing says when it goes out: no placeholder, and nothing that is another language's.

    A text that still holds a sentence of the text to start from is not written yet, in whatever language. A subject or
    a text that the same wave has in another language was not translated, and neither was a title of the campaign
    that has no translation. A subject may be right all the same, such as the name of a fair: then somebody says so.
    """

    _inherit = "mailing.mailing"

    keeps_subject = fields.Boolean(
        "Subject Is Right in This Language",
        compute="_compute_keeps_subject",
        store=True,
        readonly=False,
        copy=False,
        help="Tick this where the subject needs no translation, such as the name of a fair.",
    )
    is_subject_doubtful = fields.Boolean(compute="_compute_text_problem")
    text_problem = fields.Text("Before It Can Be Sent", compute="_compute_text_problem")

    @api.depends("subject", "lang")
    def _compute_keeps_subject(self):
        """Ask anew for each subject."""
        self.keeps_subject = False

    @api.depends("subject", "lang", "keeps_subject", "body_html", "wave_id.mailing_ids.subject")
    def _compute_text_problem(self):
        for mailing in self:
            draft = mailing.state == "draft" and mailing._is_to_members()
            mailing.is_subject_doubtful = draft and bool(mailing._get_problem_of_subject())
            mailing.text_problem = draft and "\n".join(mailing._get_problems_of_text())

    def _get_problems_of_text(self):
        """Return sentences about what is not written or not translated yet."""
        name = self.subject or self.display_name
        problems = []
        if not self.keeps_subject and (problem := self._get_problem_of_subject()):
            problems.append(problem)
        if placeholder := self._get_placeholder_left():
            problems.append(
                self.env._(
                    "The text of the mailing “%(name)s” still says “%(placeholder)s …”. Write there what it is about.",
                    name=name,
                    placeholder=placeholder,
                )
            )
        text = self._get_plain_text()
        if text and (same := self._get_translations().filtered(lambda other: other._get_plain_text() == text)[:1]):
            problems.append(
                self.env._(
                    "The text of the mailing “%(name)s” is the same in %(language)s and in %(other)s. Translate it.",
                    name=name,
                    language=self._get_language(),
                    other=same._get_language(),
                )
            )
        return problems

    def _get_problem_of_subject(self):
        """Return the sentence for a subject that seems to be of another language, or None."""
        subject = (self.subject or "").strip()
        if not subject or not self.lang:
            return None

        def is_same(other):
            return not other.keeps_subject and (other.subject or "").strip().casefold() == subject.casefold()

        if same := self._get_translations().filtered(is_same)[:1]:
            return self.env._(
                "Subject: “%(subject)s” is the same in %(language)s and in %(other)s. Translate one of them, or tick "
                "“Subject Is Right in This Language”.",
                subject=subject,
                language=self._get_language(),
                other=same._get_language(),
            )
        if subject == self.campaign_id.with_context(lang=self.lang).title and not self._has_translated_title():
            return self.env._(
                "Subject: “%(subject)s” is the title of the campaign, which has no translation in %(language)s. "
                "Translate it, or tick “Subject Is Right in This Language”.",
                subject=subject,
                language=self._get_language(),
            )
        return None

    def _get_translations(self):
        """Return the mailings of the same wave in other languages; that of another country is in the same one."""
        return self.wave_id.mailing_ids.filtered(
            lambda other: other.lang and self.lang and other.lang[:2] != self.lang[:2]
        )

    def _has_translated_title(self):
        """Tell whether the campaign's title was written in the language of this mailing, of whatever country."""
        campaign = self.campaign_id
        written = campaign and campaign._fields["title"]._get_stored_translations(campaign._origin)
        return self.lang[:2] in {lang[:2] for lang in written or {}}

    def _get_language(self):
        return dict(self.env["res.lang"].get_installed()).get(self.lang, self.lang)

    def _get_placeholder_left(self):
        """Return the beginning of a sentence of the text to start from that is still there, or None."""
        text = self._get_plain_text()
        return next((piece for piece in self._get_placeholders() if piece in text), None) if text else None

    @api.model
    def _get_placeholders(self):
        """Return the sentences that ask for a text, or the telling parts of them, in every language.

        :rtype: list[str]
        """
        pieces = []
        for lang, _name in self.env["res.lang"].get_installed():
            wave = self.env["hub.campaign.wave"].new({"campaign_id": self.env["utm.campaign"].new()})
            start = html.fromstring(wave._render_starting_text(lang)["body_html"])
            for paragraph in start.find_class("o_hub_placeholder"):
                pieces += (" ".join(piece.split()) for piece in paragraph.itertext())
        return [piece for piece in dict.fromkeys(pieces) if len(piece) >= _TELLING]

    def _get_plain_text(self):
        """Return the words that readers see, without the link to leave, which Hub adds itself."""
        if not (self.body_html or "").strip():
            return ""
        body = html.fragment_fromstring(str(self.body_html), create_parent=True)
        for footer in body.find_class("o_hub_unsubscribe"):
            footer.drop_tree()
        return " ".join(body.text_content().split())
