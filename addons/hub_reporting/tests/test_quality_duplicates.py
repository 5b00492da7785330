from odoo.tools import SQL

from .quality_common import QualityCase


class TestQualityDuplicates(QualityCase):
    """Companies that are there twice are found among those that are there, and never asked about again."""

    def new_company(self, name="Vélos du Midi SRL", **values):
        return self.env["res.partner"].create({"name": name, "is_company": True, "zip": "1060", **values})

    def pairs(self, *companies):
        """Return the open pairs among some companies, as the daily job finds them."""
        self.find()
        ids = [company.id for company in companies]
        found = self.issues.search(
            [("compares", "=", True), ("state", "=", "open"), ("res_id", "in", ids), ("other_id", "in", ids)]
        )
        found._close_mended()
        self.assertEqual(found, found.filtered(lambda pair: pair.state == "open"), "each is one for itself as well")
        return found

    def test_same_name_and_place(self):
        one, other = self.new_company(), self.new_company("velos DU midi")
        pair = self.pairs(one, other)
        self.assertEqual((pair.res_id, pair.other_id, pair.same_by), (one.id, other, "name"))

    def test_a_postcode_in_another_spelling(self):
        one, other, third = self.new_company(), self.new_company(zip=" 10 60"), self.new_company(zip=False)
        self.assertEqual(len(self.pairs(one, other, third)), 3)

    def test_the_other_one_is_no_company_of_ours_any_more(self):
        """The night, and a list that is opened, look at both of a pair."""
        for values in ({"active": False}, {"is_company": False}):
            one, other = self.new_company(), self.new_company("velos DU midi")
            pair = self.pairs(one, other)
            self.assertEqual(pair.other_id, other)
            # Past Odoo, so that nothing else than the pair's own look closes it.
            [(name, value)] = values.items()
            query = SQL("UPDATE res_partner SET %s = %s WHERE id = %s", SQL.identifier(name), value, other.id)
            self.env.cr.execute(query)
            self.env.invalidate_all()
            pair._close_mended()
            with self.subTest(name):
                self.assertEqual(pair.state, "mended")
            one.active = False

    def test_same_name_elsewhere(self):
        self.assertFalse(self.pairs(self.new_company(), self.new_company(zip="1000")))

    def test_names_of_signs_and_legal_forms_alone(self):
        self.assertFalse(
            self.pairs(
                self.new_company("SRL"), self.new_company("SA"), self.new_company("..."), self.new_company("- !")
            )
        )

    def test_same_number_in_the_vat_number(self):
        one = self.new_company("A", company_registry="0100000268", country_id=self.belgium.id)
        for vat in ("BE0100000268", "BE 0100.000.268", "BE100000268"):
            other = self.new_company("B", zip="1000")
            self.env.cr.execute(SQL("UPDATE res_partner SET vat = %s WHERE id = %s", vat, other.id))
            self.env.invalidate_all()
            with self.subTest(vat=vat):
                self.assertEqual(self.pairs(one, other).same_by, "number")
            other.active = False

    def test_same_foreign_vat_number(self):
        one, other = self.new_company("A"), self.new_company("B")
        for company, vat in ((one, "FR 23 334175221"), (other, "fr23334175221")):
            self.env.cr.execute(SQL("UPDATE res_partner SET vat = %s WHERE id = %s", vat, company.id))
        self.env.invalidate_all()
        self.assertTrue(self.pairs(one, other))

    def test_no_vat_number_at_all(self):
        one, other = self.new_company("A"), self.new_company("B")
        self.env.cr.execute(SQL("UPDATE res_partner SET vat = '/' WHERE id IN %s", (one + other)._ids))
        self.env.invalidate_all()
        self.assertFalse(self.pairs(one, other))

    def test_two_numbers_are_two_companies(self):
        numbers = ("0100000268", "0100000367")
        self.assertFalse(
            self.pairs(*(self.new_company(company_registry=each, country_id=self.belgium.id) for each in numbers))
        )

    def test_no_duplicates(self):
        agencies = self.env["res.company"].create([{"name": f"Test {rank}"} for rank in "AB"])
        parent = self.new_company()
        elder, later = self.new_company(), self.new_company()
        elder.parent_id = later
        for why, companies in {
            "a subsidiary": (parent, self.new_company(parent_id=parent.id)),
            "a subsidiary that was there first": (elder, later),
            "a person": (parent, self.new_company(is_company=False)),
            "archived": (parent, self.new_company(active=False)),
            "two agencies": [self.new_company(company_id=agency.id) for agency in agencies],
        }.items():
            with self.subTest(why):
                self.assertFalse(self.pairs(*companies))

    def test_many_of_one_name(self):
        """Who calls forty companies unknown is not asked about 780 pairs."""
        companies = self.env["res.partner"].create(
            [{"name": "Unknown Test", "is_company": True} for _rank in range(40)]
        )
        self.assertEqual(len(self.pairs(*companies)), 5 * 40 - 15)

    def test_not_a_duplicate(self):
        one, other = self.new_company(user_id=self.account.id), self.new_company()
        pair = self.pairs(one, other)
        pair.with_user(self.account).action_not_duplicate()
        self.assertEqual((pair.state, pair.set_aside_by_id, pair.set_aside_on), ("set_aside", self.account, self.today))
        self.assertFalse(self.pairs(one, other))
        other.name = "Velos du Midi"
        self.assertFalse(self.pairs(one, other), "nobody is asked again, whoever of both changes")

    def test_the_form_of_neither_asks(self):
        one, other, third = self.new_company(), self.new_company(), self.new_company()
        pair = self.pairs(one, other, third).filtered(
            lambda each: {each.res_id, each.other_id.id} == {one.id, other.id}
        )
        self.assertEqual(len(one.known_contacts), 2)
        pair._set_aside("Test")
        (one | other).invalidate_recordset()
        self.assertEqual([each["id"] for each in one.known_contacts], [third.id])
        self.assertEqual([each["id"] for each in other.known_contacts], [third.id])

    def test_mended_by_a_change_of_either(self):
        one, other = self.new_company(), self.new_company()
        for company in (one, other):
            with self.subTest(company=company.id):
                pair = self.pairs(one, other)
                company.zip = "1000"
                self.save()
                self.assertEqual(pair.state, "mended")
                company.zip = "1060"

    def test_the_night_proposes_no_pair_again(self):
        """Neither one that was decided, nor one of which a company is archived or merged."""
        companies = [self.new_company() for _rank in range(4)]
        decided, archived, merged, kept = companies
        self.pairs(*companies)
        self.issue("duplicates", decided)._set_aside("Test")
        archived.active = False
        self.merge(merged, kept)
        for _night in range(2):
            self.find()
            self.assertFalse(self.pairs(*(company for company in companies if company.exists())))
            self.assertEqual(len(self.issue("duplicates", decided, "set_aside")), 2)
        archived.active = True
        self.find()
        self.assertEqual(
            [{pair.res_id, pair.other_id.id} for pair in self.issue("duplicates", archived)], [{archived.id, kept.id}]
        )

    # Merging

    def merge(self, source, destination):
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (source + destination).ids, destination, extra_checks=False
        )
        self.save()

    def test_merging_a_pair_mends_it(self):
        one, other = self.new_company(), self.new_company()
        pair = self.pairs(one, other)
        self.merge(one, other)
        self.assertFalse(pair.exists(), "a company is no duplicate of itself")
        self.assertFalse(self.issue("duplicates", other))

    def test_what_was_decided_outlives_a_merge_of_either(self):
        for loses in ("one", "other"):
            with self.subTest(loses=loses):
                one, other = self.new_company(f"Test {loses}"), self.new_company(f"Test {loses}")
                pair = self.pairs(one, other)
                pair._set_aside("Test")
                kept = self.new_company("Another Name", zip="1000")
                self.merge({"one": one, "other": other}[loses], kept)
                left = other if loses == "one" else one
                self.assertEqual({pair.res_id, pair.other_id.id}, {kept.id, left.id})
                kept.write({"name": left.name, "zip": "1060"})
                self.assertFalse(self.pairs(kept, left))

    def test_what_was_decided_counts_more_than_what_is_asked(self):
        one, other, third = (self.new_company() for _rank in range(3))
        self.pairs(one, other, third)
        self.issue("duplicates", one).filtered(lambda pair: pair.other_id == other)._set_aside("Test")
        # Third and other are an open pair, one and other a decided one: they become the same.
        self.merge(third, one)
        self.assertFalse(self.issue("duplicates", one))
        self.assertEqual(len(self.issue("duplicates", one, "set_aside")), 1)

    def test_what_was_decided_of_who_goes_counts_more_than_what_is_asked_of_who_stays(self):
        one, other, third = (self.new_company() for _rank in range(3))
        self.pairs(one, other, third)
        self.issue("duplicates", third).filtered(lambda pair: other.id in (pair.res_id, pair.other_id.id))._set_aside(
            "Test"
        )
        self.merge(third, one)
        self.assertFalse(self.pairs(one, other))
        self.assertEqual(self.issue("duplicates", one, "set_aside").reason, "Test")

    def test_the_same_issue_of_both(self):
        one, other = self.new_company("Test One"), self.new_company("Test Other")
        self.find()
        self.assertTrue(self.issue("sector", one) and self.issue("sector", other))
        self.merge(one, other)
        self.assertEqual(len(self.issue("sector", other)), 1)
        self.assertFalse(self.issue("sector", one))

    def test_merge_is_a_director_s(self):
        pair = self.pairs(self.new_company(), self.new_company())
        request, dialog = (pair.with_user(user).action_merge() for user in (self.account, self.director))
        self.assertEqual(request["res_model"], "hub.merge.request")
        self.assertEqual(dialog["res_model"], "base.partner.merge.automatic.wizard")
        self.assertEqual(request["context"]["active_ids"], [pair.res_id, pair.other_id.id])
        self.assertEqual(dialog["context"]["active_ids"], [pair.res_id, pair.other_id.id])
