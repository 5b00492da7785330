import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getColors, getCustomColor, hexToRGBA } from "@web/core/colors/colors";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const LINE_LENGTH = 16;

/** Break a label into lines, so that it leaves room for the picture on a phone. */
export function wrap(label) {
    return label.split(" ").reduce((lines, word) => {
        const last = lines.at(-1);
        if (last && `${last} ${word}`.length <= LINE_LENGTH) {
            lines[lines.length - 1] = `${last} ${word}`;
        } else {
            lines.push(word);
        }
        return lines;
    }, []);
}

/**
 * The scores of an assessment by dimension as a radar picture, over those of the one before; the same as a table for
 * whoever does not see the picture.
 */
export class RadarField extends Component {
    static template = "hub_entrepreneurs.RadarField";
    static props = { ...standardFieldProps };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            (canvas) => {
                if (!canvas) {
                    return;
                }
                const chart = new Chart(canvas, this.config);
                return () => chart.destroy();
            },
            () => [this.canvas.el, JSON.stringify(this.data)]
        );
    }

    get data() {
        return this.props.record.data[this.props.name];
    }

    get rows() {
        const { labels, present, previous } = this.data;
        const format = (score) => (Number.isFinite(score) ? formatFloat(score, { digits: [16, 1] }) : "–");
        return labels.map((label, rank) => ({
            label,
            present: format(present.scores[rank]),
            previous: previous && format(previous.scores[rank]),
        }));
    }

    get summary() {
        const scores = this.rows.map(({ label, present }) => `${label} ${present}`).join(", ");
        return _t("Scores from 0 to 100 on %(date)s: %(scores)s", { date: this.data.present.label, scores });
    }

    get config() {
        const scheme = cookie.get("color_scheme");
        const [blue] = getColors(scheme, "sm");
        const grey = getCustomColor(scheme, "#A4A8B6", "#7E8290");
        const text = getCustomColor(scheme, "#374151", "#E4E4E4");
        const grid = getCustomColor(scheme, "#d8dadd", "#3C3E4B");
        const { labels, present, previous } = this.data;
        const drawn = ({ label, scores }, color, opacity) => ({
            label,
            data: scores,
            borderColor: color,
            pointBackgroundColor: color,
            backgroundColor: hexToRGBA(color, opacity),
            borderWidth: 2,
            pointRadius: 3,
        });
        const before = previous && { ...drawn(previous, grey, 0.1), borderDash: [5, 4] };
        return {
            type: "radar",
            data: {
                labels: labels.map(wrap),
                datasets: [drawn(present, blue, 0.25), ...(before ? [before] : [])],
            },
            options: {
                animation: false,
                maintainAspectRatio: false,
                plugins: { legend: { display: Boolean(before), position: "bottom", labels: { color: text } } },
                scales: {
                    r: {
                        min: 0,
                        max: 100,
                        ticks: { stepSize: 25, color: text, backdropColor: "transparent" },
                        grid: { color: grid },
                        angleLines: { color: grid },
                        pointLabels: { color: text, font: { size: this.env.isSmall ? 10 : 12 } },
                    },
                },
            },
        };
    }
}

export const radarField = {
    component: RadarField,
    displayName: _t("Radar Picture"),
    supportedTypes: ["json"],
    isEmpty: (record, fieldName) => !record.data[fieldName],
};

registry.category("fields").add("hub_radar", radarField);
