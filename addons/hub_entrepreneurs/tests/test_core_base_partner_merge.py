from .core_case import CoreCase

WIZARD = "base.partner.merge.automatic.wizard"


class TestCoreBasePartnerMerge(CoreCase):
    """Merging contacts moves rows by SQL, deletes those that a constraint stops, and only then moves values."""

    def test_order(self):
        self.assertParameters(WIZARD, "_merge", "partner_ids", "dst_partner", "extra_checks")
        self.assertInOrder(
            self.source(WIZARD, "_merge"),
            [
                "if extra_checks and",
                "self._update_foreign_keys(src_partners, dst_partner)",
                "self._update_reference_fields(src_partners, dst_partner)",
                "self._update_values(src_partners, dst_partner)",
                "src_partners.sudo().unlink()",
            ],
            "contacts are merged in another order",
        )

    def test_rows_that_a_constraint_stops_are_deleted(self):
        self.assertParameters(WIZARD, "_update_foreign_keys", "src_partners", "dst_partner")
        self.assertInOrder(
            self.source(WIZARD, "_update_foreign_keys_generic"),
            ["self.env.invalidate_all()", 'UPDATE "%(table)s"', "except psycopg2.Error:", 'DELETE FROM "%(table)s"'],
            "core moves the rows of a contact in another way: does a constraint still cost rows?",
        )

    def test_computed_values_are_forgotten(self):
        self.assertParameters(WIZARD, "_update_values", "src_partners", "dst_partner")
        self.assertInOrder(
            self.source(WIZARD, "_update_values"),
            ["if field.type not in ('many2many', 'one2many') and field.compute is None:", "dst_partner.write(values)"],
            "core keeps values that are computed as well: _values_that_core_forgets can go",
        )
