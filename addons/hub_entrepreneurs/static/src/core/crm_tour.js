import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { session } from "@web/session";

const LEAD_GENERATION = new Set([
    ".o_button_generate_leads",
    ".modal-body .o_industry",
    ".modal-footer button[name=action_submit]",
    ".modal-footer button[special=cancel]",
]);

/**
 * With the service off, Odoo's tour of the CRM does not stop at a button that nobody is offered.
 *
 * Core: crm_iap_mine/static/src/js/tours/crm_iap_lead.js, 19.0. Contract: test_core_online_services.
 */
registry.category("services").add("hub_crm_tour", {
    // Once every addon is loaded: crm_iap_mine patches the same tour.
    start() {
        const tour = registry.category("web_tour.tours").get("crm_tour", null);
        if (tour && !session.hub_lead_generation) {
            patch(tour, {
                steps() {
                    return super.steps().filter(({ trigger }) => !LEAD_GENERATION.has(trigger));
                },
            });
        }
    },
});
