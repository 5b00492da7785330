from odoo import api, models


class CrmLead(models.Model):
    """A way to a market or a service is a lead, whatever core calls it; no probability is guessed.

    Core: crm/views/crm_lead_views.xml, 19.0. Contract: test_core_words.
    """

    _name = "crm.lead"
    _inherit = ["crm.lead", "hub.worded.mixin"]

    @api.model
    def _get_field_words(self):
        return super()._get_field_words() | {
            "name": self.env._("Lead"),
            "partner_id": self.env._("Company"),
            "commercial_partner_id": self.env._("Company"),
            "partner_name": (self.env._("Company Name"), self.env._("The company that is made of this lead.")),
            "user_id": self.env._("Account Manager"),
            "company_id": self.env._("Agency"),
            "team_id": self.env._("Team"),
            "date_deadline": (
                self.env._("Expected Closing"),
                self.env._("The day on which the lead is expected to be won."),
            ),
            "tag_ids": (self.env._("Tags"), self.env._("What leads are sorted by, such as a training or a service.")),
        }

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        fields = super().fields_get(allfields, attributes)
        if self._has_hub_words() and "selection" in fields.get("type", {}):
            kinds = {"lead": self.env._("Enquiry"), "opportunity": self.env._("Lead")}
            fields["type"]["selection"] = [(value, kinds[value]) for value, _label in fields["type"]["selection"]]
        return fields

    @api.model
    def _get_view_words(self, view_type):
        leads = {f"/{view_type}[@string]": self.env._("Leads")}
        words = {
            "search": {
                "//field[@name='name']": self.env._("Lead"),
                "//field[@name='partner_id']": self.env._("Company"),
                "//filter[@name='assigned_to_me']": self.env._("My Leads"),
                "//filter[@name='unassigned']": self.env._("Without Account Manager"),
                "//filter[@name='salesperson']": self.env._("Account Manager"),
                "//filter[@name='saleschannel']": self.env._("Team"),
                "//filter[@name='overdue_opp']": self.env._("Overdue Leads"),
                "//filter[@name='open_opportunities']": self.env._("Open Leads"),
                "//filter[@name='activities_overdue']": self.env._("Late Activities"),
            },
            "list": {
                "//field[@name='name']": self.env._("Lead"),
                "//field[@name='probability']": None,
            },
            "kanban": {"//progressbar": self.env._("Leads by their activities")},
            "form": {
                "//group[@string][.//field[@name='partner_name']]": self.env._("Company"),
                "//label[@for='probability']": None,
                "//a[@name='action_set_automated_probability']": None,
                "//widget[@name='pls_tooltip_button']": None,
                "//small[.//field[@name='automated_probability']]": None,
                "//div[@id='probability']": None,
                # The revenue was expected “at” that probability.
                "//field[@name='expected_revenue']/../span[starts-with(@groups, '!')]": None,
                "//field[@name='recurring_plan']/../span": None,
                "//button[@type='action'][contains(@invisible, \"type == 'opportunity'\")]": self.env._("Make a Lead"),
                "//button[@name='iap_enrich']": self.env._("Add What Is Known of the Company"),
                "//span[@title][@invisible='not partner_email_update']": self.env._(
                    "The email of the company changes, too."
                ),
                "//span[@title][@invisible='not partner_phone_update']": self.env._(
                    "The phone of the company changes, too."
                ),
            },
        }
        return super()._get_view_words(view_type) | leads | words.get(view_type, {})


class CrmLostReason(models.Model):
    """Core gave the search of its reasons the name of that of its opportunities.

    Core: crm/views/crm_lost_reason_views.xml, 19.0. Contract: test_core_words.
    """

    _name = "crm.lost.reason"
    _inherit = ["crm.lost.reason", "hub.worded.mixin"]

    @api.model
    def _get_view_words(self, view_type):
        return super()._get_view_words(view_type) | {"/search[@string]": self.env._("Lost Reasons")}


class ResPartner(models.Model):
    """Who looks after a company is its account manager; a company is no *société* and no *bedrijf*, as core has it.

    Core: crm/views/res_partner_views.xml, 19.0. Contract: test_core_words.
    """

    _name = "res.partner"
    _inherit = ["res.partner", "hub.worded.mixin"]

    @api.model
    def _get_field_words(self):
        return super()._get_field_words() | {
            "user_id": self.env._("Account Manager"),
            "parent_id": self.env._("Company"),
            "company_name": self.env._("Company Name"),
            "category_id": self.env._("Tags"),
        }

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        fields = super().fields_get(allfields, attributes)
        if self._has_hub_words() and "selection" in fields.get("company_type", {}):
            kinds = {"person": self.env._("Person"), "company": self.env._("Company")}
            fields["company_type"]["selection"] = list(kinds.items())
        return fields

    @api.model
    def _get_view_words(self, view_type):
        words = {
            "//field[@name='opportunity_count']": self.env._("Leads"),
            "//field[@name='meeting_count']": self.env._("Meetings"),
            "//field[@name='parent_id'][@placeholder]": self.env._("Company Name"),
        }
        return super()._get_view_words(view_type) | (words if view_type == "form" else {})


class IrActions(models.Model):
    """What core converts enquiries to is a lead, also in the menu of a list.

    Core: base/models/ir_actions.py, 19.0. Contract: test_core_words.
    """

    _inherit = "ir.actions.actions"

    @api.model
    def get_bindings(self, model_name):
        bindings = super().get_bindings(model_name)
        if model_name != "crm.lead" or not self.env[model_name]._has_hub_words():
            return bindings
        mass = self.env["ir.model.data"]._xmlid_to_res_id("crm.action_crm_send_mass_convert")
        words = {mass: {"name": self.env._("Make Leads")}}
        return {kind: [{**each, **words.get(each["id"], {})} for each in some] for kind, some in bindings.items()}
