from odoo.addons.hub_entrepreneurs.tests.core_case import CoreCase


class TestCoreCrmLead(CoreCase):
    """How core finds the stage of a lead, shows stages as columns, and merges leads."""

    def test_the_stage_is_found_by_one_method(self):
        self.assertParameters("crm.lead", "_stage_find", "team_id", "domain", "order", "limit")
        self.assertIn(
            "lead._stage_find(domain=[('fold', '=', False)])",
            self.source("crm.lead", "_compute_stage_id"),
            "a lead gets its stage in another way",
        )
        self.assertInOrder(
            self.source("crm.lead", "_stage_find"),
            ["for lead in self:", "('team_ids', '=', False)", "('team_ids', 'in', list(team_ids))", ".search("],
            "core looks for stages in another way: among the teams of the leads, and stages that all teams share",
        )
        self.assertIn(
            "self._stage_find(domain=[('is_won', '=', True)], limit=None)",
            self.source("crm.lead", "action_set_won"),
            "a lead is won by a stage that is found in another way",
        )

    def test_columns(self):
        self.assertParameters("crm.lead", "_read_group_stage_ids", "stages", "domain")
        self.assertEqual(self.env["crm.lead"]._fields["stage_id"].group_expand, "_read_group_stage_ids")
        self.assertIn(
            "self.env.context.get('default_team_id')",
            self.source("crm.lead", "_read_group_stage_ids"),
            "the columns of a team's pipeline know the team in another way",
        )

    def test_merging(self):
        self.assertParameters("crm.lead", "_merge_opportunity", "user_id", "team_id", "auto_unlink", "max_length")
        self.assertInOrder(
            self.source("crm.lead", "_merge_opportunity"),
            [
                "opportunities._merge_data(self._merge_get_fields())",
                "opportunities_head._merge_dependences(opportunities_tail)",
                "('team_ids', 'in', merged_data['team_id']), ('team_ids', '=', False)",
                "opportunities_head.write(merged_data)",
                "opportunities_tail.sudo().unlink()",
                "return opportunities_head",
            ],
            "leads are merged in another order",
        )

    def test_merged_fields(self):
        """A name with a function for it, which gets the name and the leads, the one that stays first."""
        self.assertIn("priority", self.core("crm.lead", "_merge_get_fields_specific")(self.env["crm.lead"]))
        self.assertInOrder(
            self.source("crm.lead", "_merge_data"),
            ["self._merge_get_fields_specific()", "fcallable(field_name, self)"],
            "the values of merged leads are made in another way",
        )
        self.assertParameters("crm.lead", "_merge_dependences", "opportunities")

    def test_a_related_field_is_followed_to_its_table(self):
        self.assertParameters("crm.lead", "_traverse_related_sql", "alias", "field", "query")
        leads = self.env["crm.lead"]
        query = leads._search([])
        model, field, alias = leads._traverse_related_sql(query.table, leads._fields["stage_id_color"], query)
        self.assertEqual((model._name, field.name), ("crm.stage", "color"))
        self.assertIn(f'"{alias}"', query.from_clause.code, "core joins no table for a related field any more")
