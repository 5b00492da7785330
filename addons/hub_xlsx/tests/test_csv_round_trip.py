"""A CSV file that is exported, and imported again by Odoo's own import, changes nothing."""

import csv
import io
from tempfile import TemporaryFile

from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user, tagged

FIELDS = (
    "id",
    "name",
    "phone",
    "ref",
    "street",
    "function",
    "color",
    "country_id",
    "category_id",
    "is_company",
    "lang",
)
VALUES = (
    {"name": "=1+1", "phone": "+32 2 555 01 02", "ref": "-", "function": "@work", "street": "'=1"},
    {"name": "''=2", "phone": "+3225550102", "ref": "-5", "function": "'s-Gravenhage", "street": "+32 of 4"},
    {"name": "-2+3+cmd|' /C calc'!A0", "phone": "+32 (0)2/555.01.02", "ref": "00123", "color": 3, "street": 'a, "b"'},
)
OPTIONS = {"quoting": '"', "separator": ",", "has_headers": True, "encoding": "utf-8"}


@tagged("post_install", "-at_install")
class TestCsvRoundTrip(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env, "hub_xlsx_round", "base.group_user,base.group_allow_export,base.group_partner_manager"
        )
        tags = cls.env["res.partner.category"].create([{"name": "Bakers"}, {"name": "=Tag"}])
        cls.partners = cls.env["res.partner"].create(
            [{"country_id": cls.env.ref("base.be").id, "category_id": [Command.set(tags.ids)], **v} for v in VALUES]
        )

    def _exported(self, names, import_compat=True):
        params = {
            "model": "res.partner", "ids": self.partners.ids, "domain": [], "groupby": [], "context": {},
            "import_compat": import_compat, "fields": [{"name": name, "label": name, "type": "char"} for name in names],
        }  # fmt: skip
        with TemporaryFile() as file:
            self.env(user=self.user)["hub.xlsx.export"]._write_file(params, file, "csv")
            file.seek(0)
            return file.read()

    def _import(self, content, names):
        wizard = self.env(user=self.user)["base_import.import"].create(
            {"res_model": "res.partner", "file": content, "file_type": "text/csv", "file_name": "contacts.csv"}
        )
        result = wizard.execute_import(list(names), list(names), dict(OPTIONS))
        self.assertFalse(result["messages"], result["messages"])
        return result["ids"]

    def _values(self):
        self.env.invalidate_all()
        return [[row[name] for name in FIELDS if name != "id"] for row in self.partners.read(FIELDS)]

    def test_nothing_changes(self):
        before = self._values()
        content = self._exported(FIELDS)
        self.assertEqual(sorted(self._import(content, FIELDS)), sorted(self.partners.ids))
        self.assertEqual(self._values(), before)
        self.assertEqual(self._exported(FIELDS), content)

    def test_what_changed_comes_back(self):
        before = self._values()
        content = self._exported(FIELDS)
        self.partners.write({"name": "Changed", "phone": False, "ref": "x", "function": "y", "street": "z"})
        self._import(content, FIELDS)
        self.assertEqual(self._values(), before)

    def test_phones_are_written_as_they_are(self):
        rows = list(csv.DictReader(io.StringIO(self._exported(FIELDS).decode(), newline="")))
        self.assertEqual([row["phone"] for row in rows], [values["phone"] for values in VALUES])
        self.assertEqual(rows[0]["name"], "'=1+1")
