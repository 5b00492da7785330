import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";

/** Asks for the day to which an activity moves. */
export class DayMoveDialog extends Component {
    static template = "hub_entrepreneurs.DayMoveDialog";
    static components = { Dialog };
    static props = { day: String, title: String, close: Function, onDay: Function };

    setup() {
        this.state = useState({ day: this.props.day });
        useAutofocus();
    }

    async move() {
        if (this.state.day) {
            this.props.close();
            await this.props.onDay(this.state.day);
        }
    }
}

/** What the keys of Today do. */
export class DayHelpDialog extends Component {
    static template = "hub_entrepreneurs.DayHelpDialog";
    static components = { Dialog };
    static props = { close: Function };

    get keys() {
        return [
            ["↑ ↓, J K", _t("Go to another row")],
            ["← →", _t("Go to another card")],
            [_t("Enter, O"), _t("Open the row")],
            ["L", _t("Log a conversation")],
            ["D", _t("Mark as done")],
            ["M", _t("Move to the next working day")],
            [_t("Shift+M"), _t("Move to another day")],
            ["A", _t("Open all of the card")],
            ["F", _t("Fold or unfold the card")],
            [_t("Shift+↑ ↓"), _t("Move the card")],
            ["/", _t("Search")],
            ["?", _t("This help")],
        ];
    }
}
