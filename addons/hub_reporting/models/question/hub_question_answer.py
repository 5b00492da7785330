import base64
import hashlib
import json

from odoo import api, fields, models
from odoo.fields import NO_ACCESS

from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ...domain import differences
from ...domain.differences import Published
from ...domain.hiding import ALL


class HubQuestionAnswer(models.Model):
    """What was answered about an indicator: who got it, when, and what was asked.

    Answers in which small numbers are hidden keep what each published number rests on, so that no later answer tells,
    together with them, what they hide. Nobody reads that. Answers that show small numbers are noted for directors and
    for the members of the group Personal Data.
    """

    _name = "hub.question.answer"
    _description = "Answer to a Question"
    _order = "id desc"
    _rec_name = "asked_words"

    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", "Answered To", required=True, readonly=True, index=True, ondelete="restrict")
    answered_on = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    indicator_id = fields.Many2one("hub.indicator", required=True, readonly=True, index=True, ondelete="restrict")
    asked_words = fields.Char("What Was Asked", required=True, readonly=True)
    is_shown = fields.Boolean("Small Numbers Shown", readonly=True)
    is_personal = fields.Boolean("Uses Personal Data", readonly=True)
    asked = fields.Char(required=True, readonly=True, groups=NO_ACCESS)
    # The published cells: key, value and units of each; the keys of the hidden ones; and what the published rest on.
    given = fields.Json(readonly=True, groups=NO_ACCESS)
    withheld = fields.Json(readonly=True, groups=NO_ACCESS)
    published = fields.Binary(attachment=False, readonly=True, groups=NO_ACCESS)
    base = fields.Binary(attachment=False, readonly=True, groups=NO_ACCESS)
    digest = fields.Char(readonly=True, index=True, groups=NO_ACCESS)

    @api.model
    def _take_turn(self, indicators):
        """Let no other answer about these indicators be worked out at the same time."""
        take_turns(indicators)

    @api.model
    def _get_known(self, indicator):
        """Return what the agencies of the user were told of an indicator.

        :return: a pair by answer: its ``Published`` sets, and those of its base
        """
        # As superuser: nobody may read what published numbers rest on.
        rows = self.sudo().search([*self._get_domain_of(indicator), ("published", "!=", False)])

        def unpack(content):
            return differences.unpack(base64.b64decode(content)) if content else []

        return [(unpack(row.published), unpack(row.base)) for row in rows]

    @api.model
    def _get_domain_of(self, indicator):
        # Who works for several agencies asks about them together or one by one.
        return [
            ("company_id", "in", self.env.user.company_ids.ids),
            ("indicator_id", "=", indicator.id),
            ("is_shown", "=", False),
        ]

    @api.model
    def _get_own_last(self, question, indicator, **values):
        """Return the last answer to this question that the user got about an indicator."""
        domain = [(name, "=", value) for name, value in values.items()]
        # As superuser: a user asks about an own answer.
        return self.sudo().search(
            [
                ("user_id", "=", self.env.uid),
                ("company_id", "=", self.env.company.id),
                ("indicator_id", "=", indicator.id),
                ("asked", "=", question._get_asked()),
                *domain,
            ],
            limit=1,
        )

    def _says(self, measured, hidden):
        """Tell whether this answer published and hid just that."""
        self.ensure_one()
        given, withheld = self._get_given(measured, hidden)
        return (self.given or []) == given and (self.withheld or []) == withheld

    @api.model
    def _get_given(self, measured, hidden):
        """Return what is published of an indicator, and the keys of what is not, as JSON has them, in one order."""
        given = [
            [self._plain_key(key), cell.value, cell.units] for key, cell in measured.cells.items() if key not in hidden
        ]
        return sorted(given, key=str), sorted((self._plain_key(key) for key in hidden), key=str)

    @api.model
    def _remember(self, question, measured, hidden, words):
        """Note what was answered; the same answer to the same user once."""
        keys = [key for key in measured.cells if key not in hidden]
        given, withheld = self._get_given(measured, hidden)
        is_shown = question.small_numbers == "shown"
        sets = [Published.of(measured.cells[key].elements, measured.cells[key].owners) for key in keys]
        content = b"" if is_shown else differences.pack(sets)
        among = [measured.base[key] for key in keys if key in (measured.base or {})]
        base = differences.pack([Published.of(each.elements, each.owners) for each in among]) if among else b""
        digest = hashlib.sha256(b"|".join([content, base, json.dumps(given).encode()])).hexdigest()
        last = self._get_own_last(question, measured.indicator)
        if not is_shown and last and last.digest == digest:
            return
        # As superuser: Hub notes it, whoever asks.
        answers = self.sudo()
        domain = [*self._get_domain_of(measured.indicator), ("digest", "=", digest), ("published", "!=", False)]
        twin = answers if is_shown else answers.search(domain, limit=1)
        answers.create(
            {
                "company_id": self.env.company.id,
                "user_id": self.env.uid,
                "indicator_id": measured.indicator.id,
                "asked_words": words,
                "is_shown": is_shown,
                "is_personal": question._rests_on_personal_data(measured.versions),
                "asked": question._get_asked(),
                "given": given,
                "withheld": withheld,
                # What is known already is kept once.
                "published": False if is_shown or twin else base64.b64encode(content),
                "base": base64.b64encode(base) if base and not twin else False,
                "digest": digest,
            }
        )

    @api.model
    def _was_given(self, question, indicator, key):
        """Tell whether the last answer to this question that its reader got has published a cell.

        :param list key: as it stands in the answer
        """
        last = self._get_own_last(question, indicator)
        return key in [each for each, _value, _units in last.given or []]

    @staticmethod
    def _plain_key(key):
        """Return the key of a cell as JSON has it: a list of its values, each in a list, an empty one for a total."""
        return [[] if value is ALL else [json.loads(json.dumps(value, default=str))] for value in key]
