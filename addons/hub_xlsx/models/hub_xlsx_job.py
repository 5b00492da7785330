"""An export that runs while its user goes on working: what it is, what its user does with it, what is set for all."""

from __future__ import annotations

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import human_size, str2bool
from odoo.tools.constants import GC_UNLINK_LIMIT

from ..compat import get_param
from .hub_job_mixin import OPEN

LONG_EXPORT = 20_000  # records
DAYS_KEPT = 7
IN_THE_CLIENT = ("name", "format", "state", "rows_done", "rows_total", "progress", "size", "error", "seen")


class HubXlsxJob(models.Model):
    _name = "hub.xlsx.job"
    _description = "Export in the Background"
    _inherit = ["hub.job.mixin"]
    _order = "id desc"
    _job_cron = "hub_xlsx.ir_cron_xlsx_jobs"

    name = fields.Char("Export", required=True, readonly=True, help="What is exported, in the user's language.")
    user_id = fields.Many2one("res.users", required=True, readonly=True, index=True, ondelete="cascade")
    model = fields.Char(required=True, readonly=True)
    format = fields.Selection([("xlsx", "Excel"), ("csv", "CSV")], required=True, readonly=True)
    params = fields.Json(required=True, readonly=True, help="What the web client asks of /web/export.")
    state = fields.Selection(selection_add=[("done", "Ready")])
    rows_done = fields.Integer("Rows", readonly=True)
    rows_total = fields.Integer("Records", readonly=True, help="A record may take several rows.")
    progress = fields.Integer("Progress (%)", compute="_compute_progress")
    date_finished = fields.Datetime("Finished On", readonly=True)
    seen = fields.Boolean(readonly=True, help="Downloaded, dismissed or cancelled: nothing to tell any more.")
    attachment_id = fields.Many2one("ir.attachment", "File", readonly=True, ondelete="set null")
    size = fields.Char(compute="_compute_size", compute_sudo=True)

    @api.depends("state", "rows_done", "rows_total")
    def _compute_progress(self):
        for job in self:
            percent = 100 * job.rows_done // job.rows_total if job.rows_total else 0
            job.progress = 100 if job.state == "done" else min(percent, 99)

    @api.depends("attachment_id.file_size")
    def _compute_size(self):
        for job in self:
            job.size = human_size(job.attachment_id.file_size)

    @api.model
    def _long_export(self) -> int:
        """Over how many records an export is long, and is offered in the background; 0 for never."""
        if str2bool(get_param(self.env, "hub_xlsx.disabled"), False):
            return 0
        return self._parameter("hub_xlsx.job_rows", LONG_EXPORT)

    @api.model
    def _parameter(self, name: str, default: int) -> int:
        """Return a system parameter; the default where it is no number, which is no reason to let nobody in."""
        value = get_param(self.env, name)
        return int(value) if value.isdecimal() else default

    @api.model
    @api.readonly
    def count_records(self, params: dict) -> int:
        """Count what an export holds; the web client asks this only where it doesn't know.

        :param params: what it posts to ``/web/export/<format>``, parsed
        :return: the exact number for a long export, which is not reached by counting further than needed otherwise
        """
        self._check_params(params)
        if params["ids"]:
            return len(params["ids"])
        exported = self.env[params["model"]].with_context(**params.get("context", {}))
        limit = self._long_export()
        count = exported.search_count(params["domain"], limit=limit + 1)
        return exported.search_count(params["domain"]) if count > limit else count

    # The user's own doing. Users only have read access, to their own jobs (see the record rule); these methods write
    # with sudo() the few things that a user may change.

    @api.model
    def start(self, export_format: str, params: dict) -> dict:
        """Run an export of the calling user in the background.

        :param export_format: ``xlsx`` or ``csv``
        :param params: what the web client posts to ``/web/export/<format>``, parsed
        :return: the job as the web client shows it
        :raise UserError: if the user may not export
        :raise AccessError: if the user may not read the model
        """
        self._check_export_right()
        self._check_params(params)
        self.env[params["model"]].check_access("read")
        job = self.sudo().create(
            {
                "user_id": self.env.uid,
                "name": self.env["ir.model"]._get(params["model"]).name,
                "model": params["model"],
                "format": export_format,
                "params": params,
            }
        )
        job._wake_runner()
        return job.describe()[0]

    @api.model
    def _check_params(self, params):
        if not (
            isinstance(params, dict) and {"model", "ids", "domain"} <= params.keys() and params["model"] in self.env
        ):
            raise UserError(self.env._("Nothing says what to export. Open the list again, and export from there."))

    @api.model
    def _to_tell(self) -> list[dict]:
        """Describe the user's jobs of which there is something to tell, oldest first."""
        jobs = self.search([("user_id", "=", self.env.uid), ("seen", "=", False)], order="id")
        return jobs._filtered_access("read").describe()

    @api.readonly
    def describe(self) -> list[dict]:
        """Return what the web client shows of the jobs that still exist."""
        return self.exists().read(IN_THE_CLIENT)

    def action_cancel(self):
        """Stop; the runner notices at its next beat."""
        self.check_access("read")
        self.sudo().filtered(lambda job: job.state in OPEN)._end("cancelled", seen=True)

    def action_run_again(self):
        """Run from the start, in place of the job that was."""
        self.check_access("read")
        self._check_export_right()
        jobs = self.sudo().filtered(lambda job: job.state not in OPEN)
        jobs.attachment_id.unlink()
        jobs.write(
            {
                "state": "waiting",
                "attempts": 0,
                "rows_done": 0,
                "error": False,
                "date_finished": False,
                "seen": False,
            }
        )
        jobs._notify_user()
        jobs._wake_runner()

    def action_dismiss(self):
        """Tell no more of what is finished."""
        self.check_access("read")
        finished = self.sudo().filtered(lambda job: job.state not in OPEN)
        finished.seen = True
        finished._notify_user()

    def action_download(self):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/hub_xlsx/job/{self.id}/file", "target": "self"}

    def _check_export_right(self):
        self.browse().export_data([])

    def _may_still_export(self) -> bool:
        """Tell whether the user could begin this export now, as far as rights to models and fields tell."""
        self.ensure_one()
        if not (self.env.is_admin() or self.env.user.has_group("base.group_allow_export")):
            return False
        # As superuser: it is the model that is asked for, not the job.
        job = self.sudo()
        return job.model in self.env and all(
            self._may_read_path(self.env[job.model], each["name"]) for each in job.params["fields"]
        )

    @api.model
    def _may_read_path(self, model, path: str) -> bool:
        """Tell whether the user may read a model, a field such as ``country_id/name`` in it, and what lies between."""
        if not model.has_access("read"):
            return False
        name, _slash, rest = path.partition("/")
        field = model._fields.get(name)
        # What is no field is an id in one of its forms, or a property.
        if field is None:
            return True
        readable = model._has_field_access(field, "read")
        return readable and (not rest or self._may_read_path(self.env[field.comodel_name], rest))

    # Shared with the runner

    def _end(self, state: str, **values):
        super()._end(state, date_finished=fields.Datetime.now(), **values)
        self._notify_user()

    def _notify_user(self):
        for job in self:
            job.user_id._bus_send("hub.xlsx.job", {"id": job.id})

    @api.autovacuum
    def _gc_finished(self):
        """Remove what finished some days ago, with its file."""
        days = self._parameter("hub_xlsx.job_days", DAYS_KEPT)
        before = fields.Datetime.subtract(fields.Datetime.now(), days=days)
        jobs = self.search([("date_finished", "<", before)], limit=GC_UNLINK_LIMIT)
        jobs.unlink()
        return len(jobs), len(jobs) == GC_UNLINK_LIMIT

    @api.autovacuum
    def _gc_orphans(self):
        """Remove the files of jobs that are gone: the database deletes a job with its user, but no file."""
        jobs = self._search([])
        orphaned = [("res_model", "=", self._name), ("res_id", "not in", jobs.subselect())]
        files = self.env["ir.attachment"].search(orphaned, limit=GC_UNLINK_LIMIT)
        files.unlink()
        return len(files), len(files) == GC_UNLINK_LIMIT


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    def session_info(self):
        """Tell the web client what a long export is and which jobs to show, so that it needn't ask at each start."""
        info = super().session_info()
        if self.env.user._is_internal() and self.env.user.has_group("base.group_allow_export"):
            jobs = self.env["hub.xlsx.job"]
            info["hub_xlsx"] = {"long_export": jobs._long_export(), "jobs": jobs._to_tell()}
        return info


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    hub_xlsx_job_rows = fields.Integer(
        "Long Exports", config_parameter="hub_xlsx.job_rows", default=LONG_EXPORT, help="In records."
    )
    hub_xlsx_job_days = fields.Integer("Days to Keep Exports", config_parameter="hub_xlsx.job_days", default=DAYS_KEPT)
