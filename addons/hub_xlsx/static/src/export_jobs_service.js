import { reactive } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { Mutex } from "@web/core/utils/concurrency";
import { session } from "@web/session";
import { formatInteger } from "@web/views/fields/formatters";

const POLL_DELAY = 2000;

export const isOpen = (job) => ["waiting", "running"].includes(job.state);

/** What is known of a job in a line, such as "Excel, rows: 120,000, 8.40 Mb". */
export function describe(job) {
    const done = formatInteger(job.rows_done);
    const parts = {
        waiting: [_t("waiting")],
        running: [_t("%(done)s of about %(total)s rows", { done, total: formatInteger(job.rows_total) })],
        done: [_t("rows: %s", done), job.size],
        failed: [_t("failed")],
    };
    return [job.format === "csv" ? _t("CSV") : _t("Excel"), ...parts[job.state]].join(", ");
}

/**
 * The user's exports in the background of which there is something to tell. The bus says, in every tab, which begins or
 * ends; what is true of it is asked of the server, because messages may come late. While one is under way, its progress
 * is asked for from time to time.
 */
export class ExportJobs {
    constructor({ action, bus_service, notification, orm }) {
        const { long_export = 0, jobs = [] } = session.hub_xlsx || {};
        Object.assign(this, { action, notification, orm });
        this.longExport = long_export;
        this.list = reactive(jobs);
        this.notifications = {};
        this.timeout = null;
        this.mutex = new Mutex();
        bus_service.subscribe("hub.xlsx.job", ({ id }) => this.ask([id]));
        bus_service.start();
        this.poll();
    }

    async start(format, params) {
        this.update(await this.orm.call("hub.xlsx.job", "start", [format, params]));
        this.notification.add(_t("Your export runs in the background. You are told when the file is ready."), {
            type: "info",
        });
    }

    /** How many records an export holds. */
    count(params) {
        return this.orm.call("hub.xlsx.job", "count_records", [params]);
    }

    async cancel(job) {
        await this.orm.call("hub.xlsx.job", "action_cancel", [[job.id]]);
        this.forget(job);
    }

    async dismiss(job) {
        await this.orm.call("hub.xlsx.job", "action_dismiss", [[job.id]]);
        this.forget(job);
    }

    /** Follow a link, with which the browser saves the file while it comes, whatever its size, and stays on the page. */
    download(job) {
        const link = document.createElement("a");
        link.href = `/hub_xlsx/job/${job.id}/file`;
        link.download = "";
        link.click();
        this.forget(job);
    }

    showAll() {
        return this.action.doAction("hub_xlsx.hub_xlsx_job_action", { clearBreadcrumbs: true });
    }

    update(job) {
        const known = this.list.find(({ id }) => id === job.id);
        if (job.seen) {
            return this.forget(job);
        }
        const isNews = !isOpen(job) && (!known || isOpen(known));
        known ? Object.assign(known, job) : this.list.push(job);
        isNews ? this.tell(job) : this.poll();
    }

    forget({ id }) {
        this.notifications[id]?.();
        delete this.notifications[id];
        const index = this.list.findIndex((job) => job.id === id);
        if (index >= 0) {
            this.list.splice(index, 1);
        }
        this.poll();
    }

    tell(job) {
        const isDone = job.state === "done";
        this.notifications[job.id] = this.notification.add(isDone ? describe(job) : job.error, {
            title: isDone ? _t("Your export “%s” is ready", job.name) : _t("Your export “%s” failed", job.name),
            type: isDone ? "success" : "danger",
            sticky: true,
            className: "o_hub_export_news",
            buttons: isDone
                ? [{ name: _t("Download"), primary: true, onClick: () => this.download(job) }]
                : [{ name: _t("My Exports"), onClick: () => this.showAll() }],
        });
    }

    poll() {
        browser.clearTimeout(this.timeout);
        const open = this.list.filter(isOpen).map(({ id }) => id);
        if (open.length) {
            this.timeout = browser.setTimeout(() => this.ask(open), POLL_DELAY);
        }
    }

    /** One question after the other, so that no older answer overtakes a newer one. */
    ask(ids) {
        return this.mutex.exec(async () => {
            try {
                const jobs = await this.orm.silent.call("hub.xlsx.job", "describe", [ids]);
                jobs.forEach((job) => this.update(job));
                ids.filter((id) => !jobs.some((job) => job.id === id)).forEach((id) => this.forget({ id }));
            } catch (error) {
                if (!(error instanceof ConnectionLostError)) {
                    throw error;
                }
            }
            this.poll();
        });
    }
}

registry.category("services").add("hub_xlsx.export_jobs", {
    dependencies: ["action", "bus_service", "notification", "orm"],
    start(env, services) {
        return new ExportJobs(services);
    },
});
