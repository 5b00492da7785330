import { useChildSubEnv, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListController } from "@web/views/list/list_controller";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";
import { TileMapPanel } from "./tile_map_panel";

const KEY = "hub_reporting.tile_map";

/**
 * Return a controller with a button that shows the rows by commune, on a map beside them; the browser remembers whether
 * it is open.
 */
function withTileMap(Controller, template) {
    return class extends Controller {
        static template = template;
        static components = { ...Controller.components, TileMapPanel };

        setup() {
            super.setup();
            this.tileMap = useState({ open: browser.localStorage.getItem(KEY) === "open" });
            useChildSubEnv({ tileMap: this.tileMap });
        }

        /** Inside a dialog there is no room for it. */
        get mayShowMap() {
            return !this.env.inDialog && this.props.display?.controlPanel !== false;
        }

        toggleMap() {
            this.tileMap.open = !this.tileMap.open;
            browser.localStorage.setItem(KEY, this.tileMap.open ? "open" : "closed");
        }
    };
}

/** Columns of the class `o_hub_not_beside_map` give way to the map, so that names keep their room. */
class MappedListRenderer extends ListRenderer {
    setup() {
        this.tileMap = useState(this.env.tileMap);
        super.setup();
    }

    getActiveColumns() {
        const gives = ({ className }) => this.tileMap.open && className?.includes("o_hub_not_beside_map");
        return super.getActiveColumns().filter((column) => !gives(column));
    }
}

registry
    .category("views")
    .add("hub_mapped_list", {
        ...listView,
        Controller: withTileMap(ListController, "hub_reporting.MappedListView"),
        Renderer: MappedListRenderer,
    })
    .add("hub_mapped_kanban", {
        ...kanbanView,
        Controller: withTileMap(KanbanController, "hub_reporting.MappedKanbanView"),
    });
