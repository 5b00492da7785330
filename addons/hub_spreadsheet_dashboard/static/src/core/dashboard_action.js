import { onWillStart } from "@odoo/owl";
import { SpreadsheetDashboardAction } from "@spreadsheet_dashboard/bundle/dashboard_action/dashboard_action";
import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";

/**
 * Who may not publish a dashboard sees no button for it.
 *
 * Core: spreadsheet_dashboard/static/src/bundle/dashboard_action/dashboard_action.js, 19.0. Contract: test_core_spreadsheet_dashboard.
 */
patch(SpreadsheetDashboardAction.prototype, {
    setup() {
        super.setup();
        onWillStart(async () => {
            this.mayPublish = await user.checkAccessRight("spreadsheet.dashboard.share", "create");
        });
    },
});
