import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { TileMap } from "./tile_map";

/**
 * Figures by commune, one map at a time. A tile opens the list behind its number, where there is one.
 */
export class TileMapsField extends Component {
    static template = "hub_reporting.TileMapsField";
    static components = { TileMap };
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ rank: 0 });
        this.open = this.open.bind(this);
    }

    get maps() {
        return this.props.record.data[this.props.name] || [];
    }

    /** The chosen map; another run may have fewer of them. */
    get map() {
        return this.maps[this.state.rank] ?? this.maps[0];
    }

    async open({ key, number }) {
        const cell = this.map.cells[key];
        if (cell && number) {
            await this.action.doAction(await this.orm.call("hub.report.cell", "action_open_list", [[cell]]));
        }
    }
}

export const tileMapsField = {
    component: TileMapsField,
    displayName: _t("Tile Maps"),
    supportedTypes: ["json"],
    isEmpty: (record, fieldName) => !record.data[fieldName],
};

registry.category("fields").add("hub_tile_maps", tileMapsField);
