from contextlib import contextmanager
from datetime import date

from psycopg2 import errors

from odoo import api, sql_db
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tools import SQL, mute_logger

from .assessment_common import AssessmentCase

FROZEN = "Assessments use Test Scan .* Make a new version"


class TestAssessmentFramework(AssessmentCase):
    """A framework in use stays as it is, whichever way it is approached."""

    def test_the_first_assessment_freezes_it(self):
        self.energy.weight = 2
        self.assertFalse(self.framework.is_in_use)
        draft = self.assess(())
        self.assertTrue(self.framework.is_in_use, "a draft is enough: its answers rest on the questions")
        draft.sudo().unlink()
        self.assertTrue(self.framework.is_in_use, "once used, it stays frozen")

    def test_every_way_to_change_it(self):
        other = self.framework.copy()
        self.assess(())
        director = self.env(user=self.director)
        framework = director["hub.assessment.framework"].browse(self.framework.id)
        energy, lamps, band = framework.dimension_ids[0], framework._questions()[0], framework.band_ids[0]
        elsewhere = other.dimension_ids[0].with_user(self.director)
        ways = {
            "framework": lambda: framework.write({"name": "Other"}),
            "version": lambda: framework.write({"version": 7}),
            "kind": lambda: framework.write({"kind": "transition"}),
            "agency": lambda: framework.write({"company_id": self.env.company.id}),
            "delete framework": framework.unlink,
            "weight": lambda: energy.write({"weight": 9}),
            "weak below": lambda: energy.write({"weak_below": 90}),
            "rename": lambda: energy.write({"name": "Power"}),
            "question": lambda: lamps.write({"weight": 9}),
            "wording": lambda: lamps.with_context(lang="en_US").write({"name": "Candles?"}),
            "meaning": lambda: lamps.write({"meaning_low": "Dark"}),
            "knock-out": lambda: lamps.write({"is_knock_out": True}),
            "band": lambda: band.write({"min_score": 10}),
            "delete band": band.unlink,
            "delete question": lamps.unlink,
            "delete dimension": energy.unlink,
            "add dimension": lambda: energy.create({"name": "New", "framework_id": framework.id}),
            "add question": lambda: lamps.create({"name": "New?", "dimension_id": energy.id}),
            "add band": lambda: band.create({"name": "New", "min_score": 50, "framework_id": framework.id}),
            "through the framework": lambda: framework.write(
                {"dimension_ids": [Command.update(energy.id, {"weight": 9})]}
            ),
            "add through it": lambda: framework.write({"dimension_ids": [Command.create({"name": "New"})]}),
            "clear through it": lambda: framework.write({"band_ids": [Command.clear()]}),
            "through the dimension": lambda: energy.write({"question_ids": [Command.delete(lamps.id)]}),
            "in": lambda: elsewhere.write({"framework_id": framework.id}),
            "out": lambda: energy.write({"framework_id": other.id}),
            "question in": lambda: elsewhere.question_ids[0].write({"dimension_id": energy.id}),
            "question out": lambda: lamps.write({"dimension_id": elsewhere.id}),
            "source text": lambda: lamps.update_field_translations("name", {"en_US": "Candles?"}),
            "copy in": lambda: energy.copy({"name": "Twin", "code": "twin"}),
            "as superuser": lambda: energy.sudo().write({"weight": 9}),
        }
        for name, way in ways.items():
            with self.subTest(name), self.assertRaisesRegex(UserError, FROZEN), self.cr.savepoint():
                way()
        for value in (True, False):
            with self.assertRaisesRegex(UserError, "Leave In Use as it is"):
                framework.write({"is_in_use": value})

    def test_what_may_still_change(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.assess(())
        director = self.framework.with_user(self.director)
        energy, lamps = director.dimension_ids[0], director._questions()[0]
        lamps.with_context(lang="fr_FR").name = "Lampes ?"
        lamps.update_field_translations("name", {"fr_FR": "Les lampes ?"})
        self.assertEqual(lamps.name, "Lamps?")
        self.assertEqual(lamps.with_context(lang="fr_FR").name, "Les lampes ?")
        director.write({"dimension_ids": [Command.update(energy.id, {"service_ids": [Command.clear()]})]})
        self.assertFalse(energy.service_ids)
        director.write({"date_end": "2026-12-31", "active": False, "description": "Former one"})
        self.assertFalse(director.active)

    def test_new_version(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.lamps.with_context(lang="fr_FR").name = "Lampes ?"
        self.fines.cap_band_id = self.middle
        self.assess(())
        action = self.framework.with_user(self.director).action_new_version()
        version = self.env["hub.assessment.framework"].browse(action["res_id"])
        self.assertEqual((version.name, version.code, version.version), ("Test Scan", "test", 2))
        self.assertFalse(version.is_in_use)
        self.assertFalse(version.date_start, "not ready")
        self.assertEqual(version.dimension_ids.mapped("code"), ["energy", "people"])
        self.assertEqual(version.dimension_ids[0].service_ids, self.service)
        self.assertEqual(version._questions().mapped("name"), self.framework._questions().mapped("name"))
        self.assertEqual(version._questions()[0].with_context(lang="fr_FR").name, "Lampes ?")
        self.assertEqual(version._questions()[3].cap_band_id, version.band_ids[1], "its own band")
        self.assertFalse((version.dimension_ids + version.dimension_ids) & self.framework.dimension_ids)
        version.dimension_ids[0].weight = 9
        newest = self.env["hub.assessment.framework"]._newest
        with self.on_day(date(2026, 6, 15)):
            self.assertEqual(newest("transition"), self.framework, "until the new one has a first day")
            version.date_start = "2026-06-16"
            self.assertEqual(newest("transition"), self.framework)
            version.date_start = "2026-06-15"
            self.assertEqual(newest("transition"), version)
        self.assertEqual(version.copy().version, 3)
        self.assertEqual(self.framework.copy().version, 4, "from whichever version")

    def test_one_that_was_never_used_may_go(self):
        self.fines.cap_band_id = self.middle
        parts = (self.framework.dimension_ids, self.framework._questions(), self.framework.band_ids)
        self.framework.with_user(self.director).unlink()
        for part in parts:
            self.assertFalse(part.exists())

    def test_a_version_exists_once(self):
        with self.assertRefused("hub.assessment.framework", "Version: the framework with this code has this version"):
            self.framework.copy({"version": 1})

    def test_figures_make_sense(self):
        other_band = self.env.ref("hub_entrepreneurs.hub_assessment_band_transition_1_start")
        with self.assertRaisesRegex(ValidationError, "Band at Most: At the Start belongs to another framework"):
            self.fines.cap_band_id = other_band
        for record, vals, sentence in (
            (self.lamps, {"weight": 0}, "Weight: choose a number above 0"),
            (self.lamps, {"max_value": 0}, "Highest Answer"),
            (self.fines, {"knock_out_below": 6}, "Knocked Out Below"),
            (self.energy, {"weight": -1}, "Weight: choose 0 or more"),
            (self.energy, {"weak_below": 101}, "Weak Below"),
            (self.people, {"code": "energy"}, "Code: another dimension"),
            (self.low, {"min_score": 40}, "From: another band"),
            (self.high, {"min_score": 101}, "From: choose a score from 0"),
            (self.framework, {"date_end": "2000-01-01"}, "Used Until: this day is before"),
        ):
            with self.subTest(vals), self.assertRefused(record._name, sentence):
                record.write(vals)
                record.flush_recordset()

    @contextmanager
    def _framework_for_everybody(self):
        """Make a framework that other connections see as well, and that nobody uses: demo data use the shipped one."""
        with sql_db.db_connect(self.env.cr.dbname).cursor() as cursor:
            env = api.Environment(cursor, api.SUPERUSER_ID, {})
            framework = env.ref("hub_entrepreneurs.hub_assessment_framework_transition_1").copy()
            cursor.commit()
            try:
                yield framework.with_env(self.env)
            finally:
                cursor.rollback()
                framework.unlink()
                cursor.commit()

    def test_changing_and_starting_to_use_at_once(self):
        """One transaction changes a question while another one makes the first assessment: the second starts again."""
        partner = self.env.ref("base.main_partner")
        with (
            self._framework_for_everybody() as framework,
            self.two_connections() as (first, second),
            mute_logger("odoo.sql_db"),
        ):
            changing, using = (api.Environment(cursor, api.SUPERUSER_ID, {}) for cursor in (first, second))
            dimension = framework.with_env(changing).dimension_ids[:1]
            framework.with_env(using).read(["is_in_use"])
            self.assertFalse(dimension.framework_id.is_in_use)
            dimension.weight = 1
            second.execute(SQL("SET LOCAL lock_timeout = '300ms'"))
            with self.assertRaises(errors.LockNotAvailable, msg="who starts to use it waits for who changes it"):
                using["hub.assessment"].create({"partner_id": partner.id, "framework_id": framework.id})
            second.rollback()
            first.rollback()
            changing.clear()
            using.clear()

            framework.with_env(changing).read(["is_in_use"])
            using["hub.assessment"].create({"partner_id": partner.id, "framework_id": framework.id})
            first.execute(SQL("SET LOCAL lock_timeout = '300ms'"))
            with self.assertRaises(errors.LockNotAvailable, msg="and the other way round"):
                framework.with_env(changing).dimension_ids[:1].weight = 1

    def test_shipped_framework(self):
        framework = self.env.ref("hub_entrepreneurs.hub_assessment_framework_transition_1")
        self.assertEqual(len(framework.dimension_ids), 8)
        self.assertEqual(set(framework.dimension_ids.mapped("pillar")), {"environment", "social", "local"})
        questions = framework._questions()
        self.assertEqual(len(questions), 32)
        for question in questions:
            self.assertEqual(set(question._meanings()), {0, 3, 5}, question.name)
        disclosures = {code for question in questions for code in question.disclosure.split(", ")}
        self.assertEqual(disclosures, {f"B{number}" for number in range(1, 12)})
        for dimension in framework.dimension_ids:
            self.assertTrue(dimension.service_ids, dimension.name)
            self.assertEqual(set(dimension.service_ids.mapped("is_transition")), {True})
        for value, band in ((0, "start"), (5, "leading")):
            assessment = self.assess([value] * 32, framework=framework, state="done")
            self.assertEqual(assessment.score, value * 20)
            self.assertEqual(
                assessment.band_id, self.env.ref(f"hub_entrepreneurs.hub_assessment_band_transition_1_{band}")
            )
