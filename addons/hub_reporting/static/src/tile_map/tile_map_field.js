import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { TileMap } from "./tile_map";

/**
 * A tile map on a form. Where the value names an action and a domain, a tile opens the rows behind its number.
 */
export class TileMapField extends Component {
    static template = "hub_reporting.TileMapField";
    static components = { TileMap };
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.open = this.open.bind(this);
    }

    get map() {
        return this.props.record.data[this.props.name];
    }

    async open({ key, name }) {
        const action = await this.action.loadAction(this.map.action);
        const domain = [...this.map.domain, ["commune_id", "=", key]];
        const title = _t("%(what)s: %(commune)s", { what: this.map.title, commune: name });
        await this.action.doAction({ ...action, name: title, domain, context: {} }, { viewType: "list" });
    }
}

export const tileMapField = {
    component: TileMapField,
    displayName: _t("Tile Map"),
    supportedTypes: ["json"],
    isEmpty: (record, fieldName) => !record.data[fieldName],
};

registry.category("fields").add("hub_tile_map", tileMapField);
