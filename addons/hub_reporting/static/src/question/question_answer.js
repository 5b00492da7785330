import { Component, onWillStart, onWillUnmount, useEffect, useRef, useState } from "@odoo/owl";
import { useReadAnew } from "@hub_entrepreneurs/read_anew";
import { loadBundle } from "@web/core/assets";
import { getColor } from "@web/core/colors/colors";
import { cookie } from "@web/core/browser/cookie";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/**
 * The answer to a question: a table in which each number opens what it counts, and a graph of the same numbers.
 *
 * What is hidden is not in what the server sends, which is told in models/question/hub_question_answering.py.
 */
export class QuestionAnswer extends Component {
    static template = "hub_reporting.QuestionAnswer";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.canvas = useRef("canvas");
        this.state = useState({ answer: null, waits: false });
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useReadAnew(
            () => this.load(),
            () => [this.props.record.resId, String(this.props.record.data.write_date)]
        );
        useEffect(
            () => this.drawGraph(),
            () => [this.state.answer]
        );
        onWillUnmount(() => this.chart?.destroy());
    }

    get answer() {
        return this.state.answer;
    }

    get hasGraph() {
        return this.answer?.graph?.labels.length > 1;
    }

    get isTemplate() {
        return this.props.record.data.is_template;
    }

    /** The page does not wait for the answer. */
    async load() {
        const { resId, data } = this.props.record;
        if (!resId || data.is_template) {
            this.state.answer = null;
            return;
        }
        this.state.waits = true;
        const asked = this.orm.silent.call("hub.question", "get_answer", [[resId]]);
        this.keepLast.add(asked).then(
            (answer) => Object.assign(this.state, { answer, waits: false }),
            (error) => {
                this.state.waits = false;
                throw error;
            }
        );
    }

    /** Above the names of the columns stands the figure, where all of them are of one. */
    get caption() {
        const { figures } = this.answer;
        return figures.length === 1 ? this.withUnit(figures[0]) : "";
    }

    withUnit({ name, unit }) {
        return unit ? `${name} (${unit})` : name;
    }

    columnName({ name, figure }) {
        const { figures } = this.answer;
        return figures.length > 1 ? this.withUnit(figures[figure]) : name;
    }

    label(row, column, cell) {
        return _t("%(where)s, %(what)s: %(number)s. Open the list.", {
            where: row.name,
            what: column.name,
            number: cell.shown,
        });
    }

    changeClass({ change }) {
        return change > 0 ? "text-success" : change < 0 ? "text-danger" : "text-muted";
    }

    drawGraph() {
        this.chart?.destroy();
        this.chart = null;
        if (!this.canvas.el || !this.hasGraph) {
            return;
        }
        const { kind, labels, series } = this.answer.graph;
        const scheme = cookie.get("color_scheme");
        const colour = (rank) => getColor(rank, scheme, "odoo");
        this.chart = new Chart(this.canvas.el, {
            type: kind,
            data: {
                labels,
                datasets: series.map(({ name, values }, rank) => ({
                    label: name,
                    data: values,
                    backgroundColor: colour(rank),
                    borderColor: colour(rank),
                    // A gap is hidden, or not known.
                    spanGaps: false,
                    yAxisID: this.axisOf(rank),
                })),
            },
            options: {
                maintainAspectRatio: false,
                animation: false,
                plugins: { legend: { display: series.length > 1, position: "bottom" } },
                scales: this.scales(series.length),
            },
        });
    }

    /** Figures in units of their own have an axis of their own; from the third on they share one. */
    axisOf(rank) {
        return this.answer.figures.length > 1 && rank ? "y1" : "y";
    }

    scales(count) {
        const left = { beginAtZero: true };
        const isShared = this.answer.figures.length === 1 || count === 1;
        return isShared ? { y: left } : { y: left, y1: { ...left, position: "right", grid: { display: false } } };
    }

    async open(cell) {
        const args = [[this.props.record.resId], cell.indicator, cell.key];
        await this.action.doAction(await this.orm.call("hub.question", "action_open_cell", args));
    }
}

registry.category("view_widgets").add("hub_question_answer", {
    component: QuestionAnswer,
    fieldDependencies: [
        { name: "write_date", type: "datetime" },
        { name: "is_template", type: "boolean" },
    ],
});
