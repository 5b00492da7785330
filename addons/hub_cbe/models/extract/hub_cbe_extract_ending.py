"""What is done once all companies of an extract are loaded."""

from __future__ import annotations

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.quiet import QUIET_ACTIVITIES
from odoo.addons.queue_job.exception import RetryableJobError

from ...tools import pieces


class HubCbeExtract(models.Model):
    _inherit = "hub.cbe.extract"

    def _job_end(self):
        """End the extract as soon as all ranges are loaded."""
        if self.state != "loading":
            return
        if self.range_ids.filtered(lambda part: not part.done_at):
            raise RetryableJobError("Ranges are still being loaded", seconds=5, ignore_retry=True)
        self._end_loading()
        if self.kind == "full":
            self.with_delay(
                channel="root.hub_cbe",
                identity_key=f"hub_cbe:{self.id}:pack",
                description=self.env._("Pack %s for updates", self.display_name),
            )._job_pack()

    def _end_loading(self):
        """Note who is in the register no more, and tell account managers what has become of their companies."""
        # Two that end it at once: the later one sees that it is done.
        self.env.cr.execute(SQL("SELECT FROM hub_cbe_extract WHERE id = %s FOR UPDATE", self.id))
        if self.state == "done":
            return
        self._index_words()
        stopped = self._mark_stopped()
        self._tell_account_managers()
        self.write({"state": "done", "done_on": fields.Datetime.now(), "stopped_count": stopped})

    def _index_words(self):
        """Let words that wait come into their indexes: each search goes through all that wait."""
        self.env.cr.execute(
            SQL(
                """
                SELECT GIN_CLEAN_PENDING_LIST(of_table.indexrelid)
                  FROM pg_index AS of_table
                  JOIN pg_class AS index ON index.oid = of_table.indexrelid
                  JOIN pg_am ON pg_am.oid = index.relam
                 WHERE amname = 'gin' AND of_table.indrelid IN ('res_partner'::regclass, 'hub_cbe_company'::regclass)
                """
            )
        )

    def _job_pack(self):
        """Keep a full extract in pieces, so that updates find who comes into the region without reading all of it."""
        last = self.search([("read_on", "!=", False), ("kind", "=", "full")], order="read_on desc", limit=1)
        if self == last:
            with self._opened() as extract:
                pieces.replace(self.env.cr, self.id, extract)

    def _mark_stopped(self) -> int:
        """Note the day for the companies of which the register has nothing any more; return how many they are.

        All that were here once are kept wherever they sit: whose rows are missing is gone.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE hub_cbe_company AS company
                   SET stopped_on = %(day)s, news = 'stopped', news_extract_id = %(extract)s, digest = NULL
                 WHERE stopped_on IS NULL
                   AND NOT EXISTS (
                           SELECT FROM hub_cbe_row_enterprise AS row WHERE row.company = company.number::bigint)
                """,
                day=self.snapshot_date,
                extract=self.id,
            )
        )
        count = self.env.cr.rowcount
        self.env.cr.execute(
            SQL(
                """
                UPDATE hub_establishment AS place SET date_end = %(day)s
                  FROM hub_cbe_company AS company
                 WHERE company.partner_id = place.partner_id AND company.news_extract_id = %(extract)s
                   AND company.news = 'stopped' AND place.date_end IS NULL
                """,
                day=self.snapshot_date,
                extract=self.id,
            )
        )
        self.env["hub.cbe.company"].invalidate_model()
        self.env["hub.establishment"].invalidate_model()
        return count

    def _tell_account_managers(self):
        """Make an activity for the account manager of each company that stopped, left the region, or came back."""
        told = self.env["hub.cbe.company"].search(
            [("news_extract_id", "=", self.id), ("news", "!=", False), ("partner_id.user_id.active", "=", True)]
        )
        if not told:
            return
        kind = self.env.ref("hub_cbe.mail_activity_type_register")
        model = self.env["ir.model"]._get_id("res.partner")
        self.env["mail.activity"].with_context(**QUIET_ACTIVITIES).create(
            [
                {
                    "activity_type_id": kind.id,
                    "res_model_id": model,
                    "res_id": company.partner_id.id,
                    "user_id": company.partner_id.user_id.id,
                    "summary": company.with_context(lang=company.partner_id.user_id.lang)._get_news_text(),
                }
                for company in told
            ]
        )
