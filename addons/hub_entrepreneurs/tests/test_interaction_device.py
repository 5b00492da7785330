import base64
from datetime import timedelta
from io import BytesIO

from PIL import Image

from odoo import fields
from odoo.exceptions import AccessError, MissingError, UserError, ValidationError
from odoo.tests import Form

from .common import HubCase, QueryCountCase


def photo(kind="JPEG"):
    """Return a small picture in base64."""
    content = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, kind)
    return base64.b64encode(content.getvalue()).decode()


class DeviceCase(HubCase):
    def _kept(self, **values):
        """Return what a device has kept of a conversation."""
        return {"form_key": "a" * 32, "partner_id": self.company.id, "note": "In the basement", **values}

    def _send(self, values, user=None):
        user = user or self.account
        return self.env["hub.interaction"].with_user(user).log_kept(user.id, values)


class TestInteractionDevice(DeviceCase):
    """What a device keeps without a connection counts once."""

    def test_sent_twice_counts_once(self):
        first = self._send(self._kept())
        self.assertEqual(self._send(self._kept(note="The answer never arrived")), first)
        [logged] = self.company.interaction_ids
        self.assertEqual((logged.id, logged.user_id, logged.note), (first, self.account, "In the basement"))

    def test_sent_by_the_form_before(self):
        """The form was saved, but its answer was lost: the device sends the same form again."""
        form = Form(self.env["hub.interaction"].with_user(self.account))
        form.partner_id = self.company
        saved = form.save()
        self.assertEqual(self._send(self._kept(form_key=saved.form_key)), saved.id)

    def test_handed_over_meanwhile(self):
        first = self.env["hub.interaction"].browse(self._send(self._kept()))
        first.user_id = self.colleague
        self.assertEqual(self._send(self._kept()), first.id)

    def test_a_key_of_somebody_else_is_no_answer(self):
        self._send(self._kept(), self.colleague)
        with self.assertRefused("hub.interaction", "This form was saved already"):
            self._send(self._kept())

    def test_another_user_has_logged_in(self):
        sent = self.env["hub.interaction"].with_user(self.colleague).log_kept(self.account.id, self._kept())
        self.assertIs(sent, False)
        self.assertFalse(self.company.interaction_ids)

    def test_what_nobody_can_send(self):
        for values in ({}, self._kept(form_key=False), self._kept(form_key=7), None, "form_key", []):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, "Log it again"):
                self._send(values)
        for partner_id in (False, -1, "1", [1], {"id": 1}, 2**31 - 1):
            with self.subTest(partner_id=partner_id), self.assertRaisesRegex(UserError, "Choose the company"):
                self._send(self._kept(partner_id=partner_id))

    def test_the_company_changed_meanwhile(self):
        self.company.active = False
        self.assertTrue(self._send(self._kept()), "it took place")
        starter = self.env["res.partner"].create({"name": "Test Starter"})
        kept = self._kept(form_key="b" * 32, partner_id=starter.id)
        starter.parent_id = self.other_company
        logged = self.env["hub.interaction"].browse(self._send(kept))
        self.assertEqual((logged.partner_id, logged.contact_id), (self.other_company, starter))

    def test_merged_or_deleted_meanwhile(self):
        kept = self._kept(partner_id=self.env["res.partner"].create({"name": "Gone", "is_company": True}).id)
        self.env["res.partner"].browse(kept["partner_id"]).unlink()
        with self.assertRaisesRegex(UserError, "merged with another one or deleted. Choose the company that it is now"):
            self._send(kept)
        service = self.env["hub.service"].create({"name": "Short-Lived", "code": "SHORT"})
        kept = self._kept(service_id=service.id)
        service.unlink()
        with self.assertRaises(MissingError):
            self._send(kept)

    def test_the_clock_of_the_device_was_wrong(self):
        """Nothing is logged in 1970; who opens it again and saves it has been asked."""
        for day, sentence in (("1970-01-01", "is unusual"), ("2099-01-01", "is in the future")):
            with self.subTest(day=day), self.assertRaisesRegex(UserError, sentence), self.cr.savepoint():
                self._send(self._kept(date=f"{day} 10:00:00"))
        self.assertFalse(self.company.interaction_ids)

    def test_rights_were_lost_meanwhile(self):
        for user in (self.outsider, self.analyst, self.privacy):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._send(self._kept(), user)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["hub.interaction"].with_user(user).get_for_device()

    def test_company_of_another_agency(self):
        self.company.company_id = self.env["res.company"].create({"name": "Another Agency"})
        with self.assertRaises(AccessError):
            self._send(self._kept())

    def test_follow_up_goes_along(self):
        day = fields.Date.today() + timedelta(days=9)
        self._send(self._kept(follow_up_on=day, follow_up_summary="Call back"))
        self.assertEqual(self.company.activity_ids.mapped("summary"), ["Call back"])

    def test_changed_on_the_device(self):
        """Opened again, it keeps its key: what was sent meanwhile is not logged beside it."""
        interactions = self.env["hub.interaction"].with_user(self.account)
        form = Form(interactions.with_context(**{f"default_{name}": value for name, value in self._kept().items()}))
        self.assertEqual((form.form_key, form.note), ("a" * 32, "In the basement"))


class TestInteractionForDevice(DeviceCase, QueryCountCase):
    """Names alone are on a device."""

    def _get(self, user=None):
        return self.env["hub.interaction"].with_user(user or self.account).get_for_device()

    def test_names(self):
        self.company.write({"user_id": self.account.id, "zip": "1030", "city": "Schaerbeek"})
        self.other_company.user_id = self.colleague
        recent = self.env["res.partner"].create({"name": "Test Recent", "is_company": True})
        self.env["hub.interaction"].with_user(self.account).create({"partner_id": recent.id})
        names = dict(self._get()["names"]["res.partner"])
        self.assertEqual(names[self.company.id], "Test Atelier, Schaerbeek")
        self.assertIn(recent.id, names)
        self.assertNotIn(self.other_company.id, names)

    def test_one_query_count(self):
        companies = self.env["res.partner"].create(
            [{"name": f"Mine {rank}", "is_company": True, "user_id": self.account.id} for rank in range(40)]
        )
        self.env["hub.interaction"].with_user(self.account).create([{"partner_id": each.id} for each in companies[:3]])
        few = self._count(self._get)
        self.env["hub.interaction"].with_user(self.account).create([{"partner_id": each.id} for each in companies])
        self.assertEqual(self._count(self._get), few)
        self.assertLessEqual(few, 12)

    def test_filled_in_as_by_the_server(self):
        programme = self.env["hub.programme"].create({"name": "Test Fund", "code": "TESTFUND"})
        values = {"partner_id": self.company.id, "channel": "video", "programme_id": programme.id}
        self.env["hub.interaction"].with_user(self.account).create(values)
        defaults = self._get()["defaults"]
        self.assertEqual((defaults["channel"], defaults["duration"], defaults["reportable"]), ("video", 0.5, True))
        self.assertEqual(defaults["programme_id"], {"id": programme.id, "display_name": "Test Fund"})
        self.assertEqual(defaults["user_id"]["id"], self.account.id)


class TestInteractionPhoto(DeviceCase):
    """A photo becomes a document of its conversation."""

    def test_photo_is_a_document(self):
        logged = self.env["hub.interaction"].browse(self._send(self._kept(photo=photo())))
        [document] = logged.attachment_ids
        self.assertEqual((document.res_model, document.res_id), ("hub.interaction", logged.id))
        self.assertEqual(document.mimetype, "image/jpeg")
        self.assertTrue(document.name.startswith("Photo of") and document.name.endswith(".jpg"))
        logged.invalidate_recordset()
        self.assertFalse(logged.photo, "it is there once")
        self.assertEqual(document.with_user(self.colleague).raw, base64.b64decode(photo()))
        with self.assertRaises(AccessError):
            document.with_user(self.outsider).read(["raw"])

    def test_no_photo(self):
        text, drawing = (
            base64.b64encode(content).decode() for content in (b"text", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
        )
        for content in ("no base64", text, drawing):
            with self.subTest(content=content), self.assertRaises(ValidationError) as refused:
                self._send(self._kept(photo=content))
            self.assertIn("this is no photo", str(refused.exception))
        self.assertFalse(self.company.interaction_ids)

    def test_too_big(self):
        big = base64.b64encode(base64.b64decode(photo()) + b"0" * 5 * 1024 * 1024).decode()
        with self.assertRaisesRegex(ValidationError, "Take a smaller one"):
            self._send(self._kept(photo=big))

    def test_every_kind(self):
        for kind in ("JPEG", "PNG"):
            with self.subTest(kind=kind):
                self.assertTrue(self._send(self._kept(form_key=kind, photo=photo(kind))))
