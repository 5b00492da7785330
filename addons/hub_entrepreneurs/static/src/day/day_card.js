import { Component } from "@odoo/owl";

/** A card of Today: what it is called, how much there is, and its first rows. */
export class DayCard extends Component {
    static template = "hub_entrepreneurs.DayCard";
    static props = {
        card: Object,
        isBusy: Boolean,
        isFolded: Boolean,
        isFirst: Boolean,
        isLast: Boolean,
        onAct: Function,
        onFold: Function,
        onMove: Function,
        onOpenAll: Function,
        onPress: Function,
    };

    get titleId() {
        return `o_hub_day_${this.props.card.key}`;
    }

    /** The number says how much there is; what is on the card may be less. */
    get hasMore() {
        const { opens, count, lines, measures } = this.props.card;
        return opens && !measures.length && count > lines.length;
    }

    /** What belongs to rows stands where there are rows. */
    get buttons() {
        return this.props.card.count ? this.props.card.buttons : [];
    }

    get note() {
        return this.props.card.count ? this.props.card.note : "";
    }

    figure(value) {
        return value === null ? "–" : Number(value).toLocaleString(document.documentElement.lang || undefined);
    }
}
