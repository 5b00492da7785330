import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A bar for each year, as long as its amount. */
export class YearBarsField extends Component {
    static template = "hub_export.YearBarsField";
    static props = { ...standardFieldProps };

    get bars() {
        return this.props.record.data[this.props.name] || [];
    }

    share({ value }) {
        return (100 * value) / Math.max(...this.bars.map((bar) => bar.value));
    }
}

registry.category("fields").add("hub_year_bars", { component: YearBarsField, supportedTypes: ["json"] });
