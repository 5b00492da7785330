from markupsafe import Markup

from odoo import fields, models

from odoo.addons.hub_entrepreneurs.tools.groups import DIRECTOR


class HubReportRun(models.Model):
    """Who is told of a run that began by itself."""

    _inherit = "hub.report.run"

    is_scheduled = fields.Boolean("Began by Itself", readonly=True)

    _scheduled_once = models.UniqueIndex(
        "(report_id, period_start, period_end) WHERE is_scheduled",
        "The report has run by itself for this period already. Open that run.",
    )

    def _end(self, state, **values):
        super()._end(state, **values)
        for run in self.filtered("is_scheduled"):
            if state == "done":
                run._tell_done()
            elif state == "failed":
                run._tell_failed()

    def _tell_done(self):
        """Tell the readers where the figures are, and the responsible who may not read them any more."""
        # Who was archived is among those who lost the right.
        chosen = self.report_id.with_context(active_test=False).reader_ids
        may_read = (chosen | self.report_id.user_id).filtered(self._may_be_read_by)
        self._tell(may_read, lambda run: (
            run.env._("Figures are there: %s", run.display_name),
            run.env._("The report was counted. Open its figures:"),
        ))  # fmt: skip
        if lost := chosen - may_read:
            names = ", ".join(lost.mapped("name"))
            self._tell(self._get_responsible(), lambda run: (
                run.env._("Readers without a right: %s", run.display_name),
                run.env._("These readers may not read the figures any more, and got no message: %s", names),
            ))  # fmt: skip

    def _tell_failed(self):
        """Tell the responsible that there are no figures."""
        error = self.error
        self._tell(self._get_responsible(), lambda run: (
            run.env._("No figures: %s", run.display_name), error
        ))  # fmt: skip

    def _may_be_read_by(self, user):
        own = self.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)
        return user.active and own.has_access("read")

    def _get_responsible(self):
        """Return who sees to the report: its responsible, or the directors of the agency where he or she has left."""
        responsible = self.report_id.user_id
        if responsible and self._may_be_read_by(responsible):
            return responsible
        # As superuser: nobody reads who has a right.
        directors = self.env.ref(DIRECTOR).sudo().all_user_ids
        return directors.filtered(self._may_be_read_by)

    def _tell(self, users, get_words):
        """Send a message with a link to this run, to each user in the language of the user.

        :param get_words: returns a subject and a sentence, in the language of the run that it gets
        """
        for language, own in users.grouped("lang").items():
            run = self.with_context(lang=language)
            subject, sentence = get_words(run)
            address = f"{run.get_base_url()}/odoo/hub-report-runs/{run.id}"
            body = Markup("<p>%s</p><p><a href='%s'>%s</a></p>") % (sentence, address, run.display_name)
            # As superuser: whoever counts tells all readers.
            thread = run.env["mail.thread"].sudo()
            thread.message_notify(partner_ids=own.partner_id.ids, subject=subject, body=body)
