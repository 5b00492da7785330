from odoo.tests import tagged

from ..domain import layout
from ..tools import rows as kept_rows
from .match_common import At, MatchCase

RUE = At("Rue de l'Exemple", "12")


@tagged("post_install", "-at_install")
class TestDirtyValues(MatchCase):
    """What the register writes in a single row stops no range of companies, and passes for nothing else."""

    def again(self, row, subject, *rows):
        """Let an extract come in that has other rows of a subject."""
        number = int(row.number)
        kept_rows.remove(self.env.cr, subject, {number: number})
        told = kept_rows.lines([[[row.display_name, *each] for each in rows]] if rows else [], {})
        kept_rows.add(self.env.cr, subject, told)
        row.digest = False
        self.env.flush_all()
        self.take(number)
        self.env.invalidate_all()

    def known(self, name, **values):
        """Return the row of the register of a company with which somebody works."""
        row = self.register(name, seat=RUE, **values)
        row.partner_id._end_prospect()
        return row

    def test_what_is_no_web_address_is_left_out(self):
        for site in ("http://[exemple", "[::", "http://]exemple.example"):
            with self.subTest(site=site):
                new = self.register("Crochet", seat=RUE, contacts=[("WEB", site), ("TEL", "02 555 01 02")])
                self.assertEqual((new.partner_id.website, new.partner_id.phone), (False, "02 555 01 02"))
                row = self.known("Crochet Connu")
                self.again(row, layout.CONTACT, ["ENT", "WEB", site], ["ENT", "TEL", "02 555 01 03"])
                self.assertEqual((row.partner_id.website, row.partner_id.phone), (False, "02 555 01 03"))

    def test_a_day_that_stands_for_none(self):
        row = self.known("Depuis Toujours")
        self.again(row, layout.ENTERPRISE, ["AC", "000", "2", "610", "", "01-01-0001"])
        self.assertFalse(row.partner_id.founding_date)
        self.assertFalse(row.differs)

    def test_no_value_stops_the_others(self):
        """Each as a company that is known has it, whose contact is written through all that Odoo asks."""
        strange = {
            layout.DENOMINATION: [
                ["1", "001", name]
                for name in (
                    "\u202eelbmaxE", "\u200b", "\x01\x07\x1b[31m", "\U0001f600", "x" * 320, "<b>Gras</b>", "=1+1",
                )
            ],
            layout.ENTERPRISE: [["AC", "000", "2", "610", "", day] for day in ("31-12-9999", "01-01-1900")],
            layout.CONTACT: [
                ["ENT", kind, value]
                for kind, value in (
                    ("EMAIL", "none"), ("EMAIL", "a@b.example;c@d.example"), ("EMAIL", "a" * 250), ("EMAIL", "<b>@x"),
                    ("WEB", "javascript:alert(1)"), ("WEB", "//"), ("WEB", "http://x.example:99999999/"),
                    ("TEL", "none"), ("TEL", "0" * 200), ("TEL", "+++"), ("TEL", "\u0660\u0661"),
                )
            ],
        }  # fmt: skip
        for subject, rows in strange.items():
            for cells in rows:
                with self.subTest(cells=cells):
                    row = self.known("Etrange")
                    self.again(row, subject, cells)
                    self.assertFalse(row.differs)
                    self.assertEqual(self.register("Neuve").partner_id.name, "Neuve")

    def test_no_address_of_the_register_passes_for_a_given_one(self):
        """Somebody has said where the address comes from, and there is none yet, or the register has another now."""
        row = self.known("Sans Courriel")
        row.partner_id.with_user(self.account).email_source = "given"
        self.again(row, layout.CONTACT, ["ENT", "EMAIL", "a@register.example"])
        self.assertEqual((row.partner_id.email, row.partner_id.email_source), ("a@register.example", "register"))
        self.assertNotIn("email_source", row.differs)
        row.partner_id.with_user(self.account).email_source = "given"
        self.again(row, layout.CONTACT, ["ENT", "EMAIL", "b@register.example"])
        self.assertEqual((row.partner_id.email, row.partner_id.email_source), ("b@register.example", "register"))

    def test_nor_does_it_with_a_company_that_gets_its_number(self):
        partner = self.in_hub("Boulonnerie du Canal", street="Rue de l'Exemple 12", zip="1060", email_source="given")
        self.register("Boulonnerie du Canal", seat=RUE, contacts=[("EMAIL", "a@register.example")])
        self.find(partner).with_user(self.account).action_take()
        self.assertEqual((partner.email, partner.email_source), ("a@register.example", "register"))

    def test_a_given_address_stays_given(self):
        row = self.known("Avec Courriel")
        row.partner_id.with_user(self.account).write({"email": "mine@given.example", "email_source": "given"})
        self.again(row, layout.CONTACT, ["ENT", "EMAIL", "a@register.example"])
        self.assertEqual((row.partner_id.email, row.partner_id.email_source), ("mine@given.example", "given"))
        self.assertIn("email", row.differs)
