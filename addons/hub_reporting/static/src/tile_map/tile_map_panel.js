import { Component, useState } from "@odoo/owl";
import { useReadAnew } from "@hub_entrepreneurs/read_anew";
import { Domain } from "@web/core/domain";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { TileMap } from "./tile_map";

const FIELD = "commune_id";

/**
 * The rows of a list by commune. A tile filters the list to its commune, and shows it all again when it is chosen once
 * more. The map goes on to show the other communes: it counts what the rest of the search finds.
 */
export class TileMapPanel extends Component {
    static template = "hub_reporting.TileMapPanel";
    static components = { TileMap };
    static props = { resModel: String, domain: Array };

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({ map: null, measure: false });
        this.open = this.open.bind(this);
        useReadAnew(
            () => this.load(),
            () => [JSON.stringify(this.domain), this.state.measure]
        );
    }

    get domain() {
        return Domain.removeDomainLeaves(this.props.domain, [FIELD]).toList({});
    }

    /** The item of the search that finds by commune; without it, the map is only looked at. */
    get item() {
        return Object.values(this.env.searchModel.searchItems).find(
            ({ type, fieldName }) => type === "field" && fieldName === FIELD
        );
    }

    get chosen() {
        return this.env.searchModel.query
            .filter(({ searchItemId }) => searchItemId === this.item?.id)
            .map(({ autocompleteValue }) => autocompleteValue.value);
    }

    async load() {
        const args = [this.props.resModel, this.domain, this.state.measure];
        this.state.map = await this.keepLast.add(this.orm.call("hub.commune", "get_tile_map", args));
    }

    open({ key, name }) {
        const { searchModel } = this.env;
        const { item, chosen } = this;
        const again = chosen.includes(key);
        searchModel.blockNotification = !again;
        searchModel.deactivateGroup(item.groupId);
        searchModel.blockNotification = false;
        if (!again) {
            searchModel.addAutoCompletionValues(item.id, { label: name, value: key, operator: "=" });
        }
    }
}
