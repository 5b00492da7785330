from odoo.tests import tagged
from odoo.tools import SQL

from .match_common import DUTCH, FRENCH, At, MatchCase

RUE = At("Rue de l'Exemple", "12", street_nl="Voorbeeldstraat")


@tagged("post_install", "-at_install")
class TestMatchFinding(MatchCase):
    """What is proposed of the register for companies as people have really written them down."""

    def the_only_one(self, partner, register):
        found = self.find(partner)
        self.assertEqual(found.register_id, register)
        return found

    def test_accents_signs_and_legal_forms(self):
        register = self.register("Ébénisterie d'Étain SRL", seat=RUE)
        partner = self.in_hub("ebenisterie D’ETAIN, société à responsabilité limitée", zip="1060",
                              street="12, rue de l'Exemple")  # fmt: skip
        found = self.the_only_one(partner, register)
        self.assertEqual(self.kinds(found), {"same_name", "same_address"})
        self.assertEqual(found.score, 90)
        self.assertIn("same name “Ébénisterie d'Étain SRL” (+60); same address", found.reasons_text)

    def test_the_other_language(self):
        register = self.register((FRENCH, "Atelier Zinneke"), (DUTCH, "Werkplaats Zinneke"), seat=RUE)
        partner = self.in_hub("Werkplaats Zinneke vzw", zip="1060", street="Voorbeeldstr. 12 bus 3")
        self.assertEqual(self.the_only_one(partner, register).score, 90)

    def test_a_person_either_way_round(self):
        register = self.register("Quillembois Ermeline", seat=RUE)
        found = self.the_only_one(self.in_hub("Ermeline Quillembois", zip="1060"), register)
        self.assertEqual(self.kinds(found), {"same_words", "same_postcode"})

    def test_a_slip_of_the_pen(self):
        register = self.register("Vlaamtrix Boekhandel", seat=RUE)
        found = self.the_only_one(self.in_hub("Vlamtrix Boekhandel", zip="1060", street="Rue Exemple 12"), register)
        self.assertEqual(self.kinds(found), {"alike", "same_address"})

    def test_a_shop_that_moved(self):
        gone = RUE._replace(number="88", struck_off="01-02-2024")
        register = self.register("Zaffarelle", seat=RUE._replace(postcode="1050", town="Ixelles"), formerly=[gone])
        found = self.the_only_one(self.in_hub("Zaffarelle", zip="1060", street="Rue de l'Exemple 88"), register)
        self.assertEqual(self.kinds(found), {"same_name", "former_address"})
        self.assertEqual(found.score, 80)

    def test_a_franchise_is_found_by_what_stands_on_the_shop(self):
        register = self.register("Dupotrin Invest", seat=RUE._replace(postcode="1180"),
                                 places=[("Grossimarché Express Flagelle", RUE)])  # fmt: skip
        self.register("Grossimarché Belgique", seat=RUE._replace(postcode="1000", number="1"))
        found = self.find(self.in_hub("Grossimarche Express Flagelle", zip="1060", street="12, r. de l'Exemple"))
        self.assertEqual(found[0].register_id, register)
        self.assertEqual(self.kinds(found[0]), {"same_place_name", "same_place"})
        self.assertTrue(found[0].is_clear)

    def test_branches_of_one_chain_at_one_address(self):
        one, two = (self.register(f"Immozorg {rank}", seat=RUE) for rank in (1, 2))
        partner = self.in_hub("Immozorg 2", zip="1060", street="Rue de l'Exemple 12")
        found = self.find(partner)
        self.assertEqual((found[0].register_id, found[0].score), (two, 90))
        self.assertTrue(found[0].is_clear)
        self.assertNotIn("alike", self.kinds(found.filtered(lambda each: each.register_id == one) or found[0]))
        nameless = self.find(self.in_hub("Immozorg", zip="1060", street="Rue de l'Exemple 12"))
        self.assertEqual(nameless.register_id, one | two)
        self.assertFalse(any(nameless.mapped("is_clear")), "nobody knows which of both it is")

    def test_a_phone_number_in_any_writing(self):
        register = self.register("Totalement Autre", seat=RUE, contacts=[("TEL", "02/555.01.02")])
        found = self.the_only_one(
            self.in_hub("Chez Nous", phone="+32 (0)2 555 01 02", zip="1060", street="Rue Exemple 12"), register
        )
        self.assertEqual(self.kinds(found), {"same_phone", "same_address"})
        self.assertLess(found.score, 70, "without a name in common nobody takes it unseen")

    def test_what_many_share_tells_nothing(self):
        for rank in range(6):
            self.register(f"Société {'abcdef'[rank] * 6}", seat=RUE, contacts=[("TEL", "02 555 09 09")])
        partner = self.in_hub("Comptable", phone="02 555 09 09", zip="1060", street="Rue de l'Exemple 12")
        self.assertFalse(self.find(partner))
        partner.street = "Rue de l'Exemple 13"
        self.register("Société à part", seat=RUE._replace(number="13"), contacts=[("TEL", "02 555 01 03")])
        partner.phone = "02 555 01 03"
        self.assertTrue(self.find(partner), "of one alone it tells something")

    def test_an_own_host_is_common_and_that_of_everybody_is_not(self):
        register = self.register("Wolkbreier", contacts=[("WEB", "http://www.wolkbreier.example")])
        other = self.register("Zolkbreien", contacts=[("EMAIL", "zolkbreien@gmail.com")])
        found = self.find(self.in_hub("De Wolkbreier", email="info@wolkbreier.example"))
        self.assertEqual(found[0].register_id, register)
        self.assertIn("same_site", self.kinds(found[0]))
        found = self.find(self.in_hub("Zolkbreien", email="somebody@gmail.com"))
        self.assertEqual(found[0].register_id, other)
        self.assertEqual(self.kinds(found[0]), {"same_name"})

    def test_the_vat_number_is_all_that_is_needed(self):
        register = self.register("Nul Rapport", seat=RUE)
        partner = self.in_hub("Quelque Chose")
        for vat in (f"BE{register.number}", f"BE {register.number[:4]}.{register.number[4:7]}.{register.number[7:]}"):
            self.env.cr.execute(SQL("UPDATE res_partner SET vat = %s WHERE id = %s", vat, partner.id))
            self.env.invalidate_all()
            found = self.the_only_one(partner, register)
            self.assertEqual((found.score, self.kinds(found)), (100, {"same_number"}))

    def test_another_vat_number_speaks_against_it(self):
        register = self.register("Malfarquin", seat=RUE)
        partner = self.in_hub("Malfarquin", zip="1060", street="Rue de l'Exemple 12")
        self.assertEqual(self.find(partner).score, 90)
        self.env.cr.execute(SQL("UPDATE res_partner SET vat = 'BE0100000367' WHERE id = %s", partner.id))
        self.env.invalidate_all()
        self.assertEqual((self.find(partner).register_id, self.find(partner).score), (register, 50))

    def test_a_name_alone_elsewhere_is_that_of_many(self):
        self.register("Café Centralique", seat=RUE._replace(postcode="1180", town="Uccle"))
        found = self.find(self.in_hub("Cafe Centralique", zip="1000"))
        self.assertEqual(found.score, 45)
        self.assertEqual(self.kinds(found), {"same_name", "elsewhere"})

    def test_former_names_are_names(self):
        register = self.register("Ancienvelo")
        self.assertEqual(self.find(self.in_hub("Nouveau", former_names="Ancienvelo SA")).register_id, register)

    def test_legal_forms_and_signs_alone_are_no_name(self):
        for name in ("ASBL", "SA", "..."):
            self.register(name)
            self.register(f"{name} SRL")
        for name in ("ASBL", "vzw", "...", "- !"):
            self.assertFalse(self.find(self.in_hub(name)).filtered(lambda match: match.score > 60), name)

    def test_who_is_looked_for(self):
        self.register("Herbivoral")
        agency = self.env["res.company"].create({"name": "Another Agency"})
        for why, values in {
            "with a number": {"company_registry": "0100000268"},
            "a person": {"is_company": False},
            "of another country": {"country_id": self.france.id},
            "archived": {"active": False},
        }.items():
            with self.subTest(why):
                self.assertFalse(self.find(self.in_hub("Herbivoral", **values)))
        self.assertTrue(self.find(self.in_hub("Herbivoral", company_id=agency.id)))
        self.assertTrue(self.find(self.in_hub("Herbivoral", country_id=False)))

    def test_stopped_ones_and_those_of_another_agency_are_not_proposed(self):
        stopped, theirs = self.register("Finiquet"), self.register("Autrequet")
        stopped.stopped_on = "2025-01-01"
        agencies = self.env["res.company"].create([{"name": f"Agency {rank}"} for rank in "AB"])
        theirs.partner_id.company_id = agencies[0]
        self.assertFalse(self.find(self.in_hub("Finiquet")))
        self.assertFalse(self.find(self.in_hub("Autrequet", company_id=agencies[1].id)))
        self.assertTrue(self.find(self.in_hub("Autrequet", company_id=agencies[0].id)))

    def test_what_is_no_more_proposed_goes(self):
        self.register("Disparitel")
        partner = self.in_hub("Disparitel")
        other = self.in_hub("Disparitel SA")
        self.assertTrue(self.find(partner))
        self.find(other)
        partner.name = "Quelquefois"
        self.assertFalse(self.find(partner))
        self.assertTrue(self.matches.search([("partner_id", "=", other.id)]), "others stay")
        self.find()
        self.assertTrue(self.matches.search([("partner_id", "=", other.id)]))

    def test_queries_do_not_grow_with_companies(self):
        for rank in range(12):
            self.register(f"Quatrevingt{'abcdefghijkl'[rank] * 3}")
        partners = [self.in_hub(f"Quatrevingt{'abcdefghijkl'[rank] * 3}") for rank in range(12)]
        self.find(*partners)

        def count(*some):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.find(*some)
            return self.env.cr.sql_log_count - before

        self.assertEqual(count(*partners[:2]), count(*partners))
        self.assertEqual(len(self.matches.search([("score", "=", 60)]).partner_id & partners[0].union(*partners)), 12)
