from odoo import api, models


class CrmLead(models.Model):
    """What is missing for a stage, in words."""

    _inherit = "crm.lead"

    def _items(self, unmet):
        """Return the function that tells of a requirement that a lead does not meet what is to be done.

        The leads are looked at as superuser, as what they need is.

        :param unmet: all requirements that any of these leads does not meet, as the plain module has them
        :return: takes a lead and a requirement, returns an item of ``missing_requirements``
        :rtype: Callable[[crm.lead, stage_gate.Requirement], dict]
        """
        names = self.env["hub.stage.requirement"]._short_names() if unmet else {}
        waiting = {}
        if any(requirement.kind == "evidence" for requirement in unmet):
            waiting = self.partner_id.commercial_partner_id._origin._valid_schemes("to_verify")

        def item(lead, requirement):
            return {
                "id": requirement.id,
                "kind": requirement.kind,
                "name": names[requirement.id],
                "hint": lead._hint(requirement, waiting),
            }

        return item

    def _hint(self, requirement, waiting):
        """Return what is there now and what to do, in a sentence or two."""
        if requirement.is_broken:
            return self._hint_broken(self.env["hub.stage.requirement"].browse(requirement.id))
        if requirement.kind == "target_market":
            return self.env._("Choose the country that the company wants to sell in.")
        company = self._lead_company()
        if not company:
            return self.env._("The lead has no company yet. Choose it first.")
        if requirement.kind == "band":
            return self._hint_band(requirement, company)
        if requirement.kind == "evidence":
            return self._hint_evidence(requirement, waiting.get(company.id, ()))
        return self._hint_plan(requirement)

    @api.model
    def _hint_broken(self, record):
        archived = record.framework_id or record.min_band_id.framework_id
        name = archived.name if archived and not archived.active else record.scheme_id.name
        if not name:
            return self.env._(
                "This requirement names no band that exists. Ask a director to correct it under Stage Requirements."
            )
        return self.env._(
            "This requirement names “%s”, which is archived. Ask a director to correct it under Stage Requirements.",
            name,
        )

    @api.model
    def _hint_band(self, requirement, company):
        if requirement.framework_kind != "export":
            return self.env._("The company's last assessment does not reach this band. Assess it, or assess it again.")
        band = company.export_readiness_band_id
        if not band:
            return self.env._("The company was not assessed for export yet. Do the assessment, and mark it as done.")
        return self.env._(
            "The company is in the band “%s” now. Work on its weak spots with it, then assess it again.", band.name
        )

    @api.model
    def _hint_evidence(self, requirement, entered):
        if requirement.scheme in entered or (entered and not requirement.scheme):
            return self.env._("It is entered, and waits for a colleague to verify it.")
        return self.env._("The company has no evidence of it that is valid today. Enter it; a colleague verifies it.")

    @api.model
    def _hint_plan(self, requirement):
        if requirement.framework_kind == "export":
            return self.env._("The company has agreed to no step toward export yet. Write down the first one.")
        return self.env._("The company has agreed to no step of such a plan yet. Write down the first one.")
