from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from pathlib import Path

from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tests.common import HubCase

from ..domain.layout import Kind
from ..synthetic.world import Settings
from ..synthetic.writing import Synthetic
from ..tools import rows as kept_rows

_IDS = {
    "id",
    "commercial_partner_id",
    "create_date",
    "write_date",
    "calendar_last_notif_ack",
    "hub_found_by",
    "main_nace_id",
}


def without_register(env):
    """Take what the demo data has of the register out of a transaction: extracts, prospects, companies without number.

    Companies that have a number stay, as somebody typed them.
    """
    env.flush_all()
    for subject in kept_rows.SUBJECTS:
        env.cr.execute(SQL("DELETE FROM %s", kept_rows.table(subject)))
    for model in ("hub.cbe.match", "hub.establishment", "hub.cbe.company", "hub.cbe.extract", "hub.cbe.code"):
        env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(env[model]._table)))
    env.cr.execute(SQL("DELETE FROM hub_cbe_piece"))
    env.invalidate_all()
    partners = env["res.partner"].with_context(active_test=False)
    prospects = partners.search([("is_prospect", "=", True)])
    named = [f"hub_cbe.company_without_number_{rank}" for rank in range(1, 20)]
    (prospects | partners.union(*(env.ref(each, raise_if_not_found=False) or partners for each in named))).unlink()
    env["mail.activity"].search([("activity_type_id", "=", env.ref("hub_cbe.mail_activity_type_register").id)]).unlink()


class RegisterCase(HubCase):
    """Made-up extracts of the register, and what they make of a database."""

    SETTINGS = Settings(enterprises=400, share=40, rate=400)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        without_register(cls.env)
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.synthetic = Synthetic(cls.SETTINGS)

    @classmethod
    def write_extract(cls, step=0, kind=Kind.FULL):
        """Write the extract of a step, and return its path."""
        return cls.synthetic.write_in(cls.folder, step, kind)

    @classmethod
    def take_file(cls, path):
        """Return the extract of a file, which nobody has begun yet."""
        return cls.env["hub.cbe.extract"]._get_or_create_of_file(path)

    @classmethod
    def load(cls, path):
        """Load an extract in this transaction, and return it."""
        extract = cls.take_file(path)
        extract._run_here(lambda *_told: None, cls.env.flush_all)
        return extract

    def get_state(self):
        """Return what the register has made of companies, by number: columns, activities, establishments."""
        self.env.flush_all()
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT company.number, company.in_region, company.stopped_on, form.code AS form,
                       situation.code AS situation, company.names, contact.*,
                       (SELECT version || code FROM hub_nace WHERE id = contact.main_nace_id) AS main_activity,
                       ARRAY(SELECT version || code
                               FROM hub_nace_res_partner_rel
                               JOIN hub_nace ON hub_nace.id = hub_nace_id
                              WHERE res_partner_id = contact.id ORDER BY 1) AS activities,
                       ARRAY(SELECT hub_sector_id FROM hub_sector_res_partner_rel
                              WHERE res_partner_id = contact.id ORDER BY 1) AS sectors,
                       ARRAY(SELECT (place.number, place.name, place.street, place.zip, place.city, place.commune_id,
                                     place.date_start)::text
                               FROM hub_establishment AS place
                              WHERE place.partner_id = contact.id AND date_end IS NULL ORDER BY place.number) AS places
                  FROM hub_cbe_company AS company
                  JOIN res_partner AS contact ON contact.id = company.partner_id
             LEFT JOIN hub_cbe_code AS form ON form.id = company.legal_form_id
             LEFT JOIN hub_cbe_code AS situation ON situation.id = company.situation_id
                """
            )
        )
        return {row["number"]: {name: value for name, value in row.items() if name not in _IDS} for row in rows}


def table(path, name):
    """Return the rows of a file of an extract, as plainly as can be."""
    with zipfile.ZipFile(path) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode(), newline="")))
