import { Component, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { formatFloat, formatInteger } from "@web/views/fields/formatters";

const SIDE = 96;
const GAP = 6;
const LINE = 16;
// How a key moves: columns and rows.
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Return how far a tile lies in a direction, what lies aside counting double; nothing when it does not lie there. */
function distance(from, to, [right, down]) {
    const [x, y] = [to.place[0] - from.place[0], to.place[1] - from.place[1]];
    const along = x * right + y * down;
    return along > 0 ? along + 2 * Math.abs(x * down + y * right) : Infinity;
}

/**
 * The tile map of the communes with its legend, and the same numbers as a table that can be sorted.
 *
 * The map is what ``hub_reporting/domain/tile_map.py`` says. Tiles are buttons, of which one stands in the order of Tab:
 * arrow keys go to the others, in the direction in which they lie.
 */
export class TileMap extends Component {
    static template = "hub_reporting.TileMap";
    static props = {
        map: Object,
        // The keys of the tiles that are chosen, where tiles can be.
        chosen: { type: Array, optional: true },
        // Called with a tile; without it, the map is only looked at.
        onOpen: { type: Function, optional: true },
    };

    setup() {
        this.drawing = useRef("drawing");
        this.state = useState({ key: null, sortedBy: "number", descending: true });
    }

    get placed() {
        return this.props.map.tiles.filter((tile) => tile.place);
    }

    /** The tile that Tab comes to. */
    get current() {
        const { placed } = this;
        return placed.find((tile) => tile.key === this.state.key) ?? placed[0];
    }

    get viewBox() {
        const end = (axis) => 1 + Math.max(0, ...this.placed.map((tile) => tile.place[axis]));
        return [-2, -2, end(0) * (SIDE + GAP) - GAP + 4, end(1) * (SIDE + GAP) - GAP + 4].join(" ");
    }

    get rows() {
        const { sortedBy, descending } = this.state;
        const byName = (one, other) => one.name.localeCompare(other.name);
        const byNumber = (one, other) => (one.number ?? -Infinity) - (other.number ?? -Infinity);
        const sign = descending ? -1 : 1;
        const order = sortedBy === "name" ? byName : (one, other) => byNumber(one, other) || sign * byName(one, other);
        // What lies in no commune stands last.
        const rank = ({ key }) => (key ? 0 : 1);
        return [...this.props.map.tiles].sort((one, other) => rank(one) - rank(other) || sign * order(one, other));
    }

    /** Whether the numbers of the communes add up to something else than the total: who was in two counts in both. */
    get overlaps() {
        const { tiles, total } = this.props.map;
        const sum = tiles.reduce((known, { number }) => known + (number ?? 0), 0);
        return total !== null && Math.abs(sum - total) > 1e-6;
    }

    get legend() {
        return this.props.map.steps.map(({ low, high, ...colours }) => ({
            ...colours,
            label: low === high ? this.format(low) : `${this.format(low)}–${this.format(high)}`,
        }));
    }

    position({ place }) {
        return `translate(${place[0] * (SIDE + GAP)}, ${place[1] * (SIDE + GAP)})`;
    }

    lineY(rank) {
        return 19 + rank * LINE;
    }

    /** A line of a name, so that the lines and the number say together what a screen reader is told. */
    written(line) {
        return line.endsWith("-") ? line : `${line} `;
    }

    format(number) {
        if (number === null) {
            return _t("not shown");
        }
        return this.props.map.whole ? formatInteger(number) : formatFloat(number, { digits: [16, 1] });
    }

    /** The number on a tile, where there is little room. */
    formatShort(number) {
        if (number === null) {
            return "–";
        }
        return Math.abs(number) < 100000 ? this.format(number) : formatInteger(number, { humanReadable: true });
    }

    label({ name, number }) {
        return _t("%(commune)s: %(number)s", { commune: name, number: this.format(number) });
    }

    isChosen(tile) {
        return Boolean(this.props.chosen?.includes(tile.key));
    }

    pressed(tile) {
        return this.props.chosen && this.props.onOpen && String(this.isChosen(tile));
    }

    sortIcon(column) {
        const { sortedBy, descending } = this.state;
        return sortedBy !== column ? "fa-sort" : descending ? "fa-sort-desc" : "fa-sort-asc";
    }

    ariaSort(column) {
        const { sortedBy, descending } = this.state;
        return sortedBy !== column ? "none" : descending ? "descending" : "ascending";
    }

    sort(column) {
        const { state } = this;
        state.descending = state.sortedBy === column ? !state.descending : column === "number";
        state.sortedBy = column;
    }

    open(tile) {
        this.state.key = tile.key;
        this.props.onOpen?.(tile);
    }

    onKeydown(ev) {
        const { current } = this;
        if (["Enter", " "].includes(ev.key)) {
            ev.preventDefault();
            this.open(current);
        } else if (ev.key in MOVES) {
            ev.preventDefault();
            const far = (tile) => distance(current, tile, MOVES[ev.key]);
            const nearest = this.placed.reduce((best, tile) => (far(tile) < far(best) ? tile : best));
            if (far(nearest) < Infinity) {
                this.moveTo(nearest);
            }
        }
    }

    moveTo(tile) {
        this.state.key = tile.key;
        this.drawing.el.querySelector(`[data-key="${tile.key}"]`).focus();
    }
}
