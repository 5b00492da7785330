from odoo import api, fields, models
from odoo.tools import SQL

from ...domain.matching import CLEAR, Kind
from ...domain.numbers import dotted

_SHOWN = ("street", "zip", "city", "phone", "email", "website")


class HubCbeMatch(models.Model):
    """A company that Hub has without enterprise number, and one of the register that may be the same.

    1. What is proposed, with a score from 0 to 100 and its reasons, is found anew each night and after each extract,
       see :meth:`_find`; a director decides, or whose company it is, see :meth:`action_take`.
    2. *Not the same* holds for both, whatever the next extract says, and for whom the company is merged into.
    3. Of a company of the register that somebody works with already, nothing is taken: Hub has it twice.
    """

    _name = "hub.cbe.match"
    _description = "Company of the Register for One without Number"
    _inherit = ["hub.of.company.mixin", "hub.computed.only.mixin", "hub.merge.mixin"]
    _order = "score desc, partner_id, id"
    _is_work = False

    partner_id = fields.Many2one(string="Company in Hub", readonly=True, ondelete="cascade")
    register_id = fields.Many2one(
        "hub.cbe.company", "Company of the Register", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(related="partner_id.user_id", string="Account Manager")
    score = fields.Integer(
        readonly=True, aggregator=None, help="From 0 to 100: the points of all reasons. It sorts, and people decide."
    )
    ahead = fields.Integer(
        "Ahead of the Next",
        readonly=True,
        aggregator=None,
        help="So many points lie between it and the next that the company, or that of the register, may be as well.",
    )
    is_clear = fields.Boolean(
        "No Other Near",
        compute="_compute_is_clear",
        search="_search_is_clear",
        help="No other one has nearly its score.",
    )
    reasons = fields.Json(readonly=True)
    reasons_text = fields.Char("Why", compute="_compute_reasons_text")
    state = fields.Selection(
        [("open", "To Decide"), ("taken", "The Same"), ("not_same", "Not the Same")],
        required=True,
        readonly=True,
        default="open",
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    decided_on = fields.Date(readonly=True)
    partner_text = fields.Char("Hub Says", compute="_compute_texts")
    register_name = fields.Char("Name in the Register", compute="_compute_texts")
    register_text = fields.Char("The Register Says", compute="_compute_texts")
    is_known = fields.Boolean(
        "In Hub Twice",
        compute="_compute_is_known",
        search="_search_is_known",
        help="Somebody works with the company of the register already: Hub has it twice.",
    )

    _pair_uniq = models.UniqueIndex("(partner_id, register_id)", "Both are proposed already. Open that proposal.")
    _taken_uniq = models.UniqueIndex(
        "(register_id) WHERE state = 'taken'",
        "The number of this company of the register was given to another company just now. Open that one instead.",
    )
    _open_idx = models.Index("(score DESC) WHERE state = 'open'")

    @api.depends("partner_id", "register_id")
    def _compute_display_name(self):
        for match in self:
            match.display_name = f"{match.partner_id.display_name} – {match.register_id.display_name}"

    @api.depends("ahead")
    def _compute_is_clear(self):
        for match in self:
            match.is_clear = match.ahead >= CLEAR

    @api.model
    def _search_is_clear(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("ahead", ">=" if True in value else "<", CLEAR)] if len(set(value)) == 1 else []

    @api.depends("register_id.partner_id.is_prospect")
    def _compute_is_known(self):
        for match in self:
            match.is_known = not match.register_id.partner_id.is_prospect

    @api.model
    def _search_is_known(self, operator, value):
        if operator != "in":
            return NotImplemented
        prospect = [("register_id.partner_id.is_prospect", "=", True not in value)]
        return prospect if len(set(value)) == 1 else []

    # In words

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reasons_text(self):
        words = self._get_words()
        for match in self:
            reasons = [self._get_reason_text(words[kind], points, said) for kind, points, said in match.reasons or []]
            match.reasons_text = "; ".join(reasons) or False

    @staticmethod
    def _get_reason_text(words, points, said):
        told = f"{words} “{said}”" if said else words
        return f"{told} ({points:+d})"

    @api.model
    def _get_words(self):
        """Return what each reason is in words, by its code."""
        return {
            Kind.SAME_NUMBER.value: self.env._("same VAT number"),
            Kind.OTHER_NUMBER.value: self.env._("another VAT number"),
            Kind.SAME_NAME.value: self.env._("same name"),
            Kind.SAME_WORDS.value: self.env._("same words in the name"),
            Kind.SAME_PLACE_NAME.value: self.env._("an establishment has the name"),
            Kind.ALIKE.value: self.env._("similar name"),
            Kind.ALIKE_PLACE.value: self.env._("an establishment has a similar name"),
            Kind.PART.value: self.env._("one name is a part of the other"),
            Kind.SAME_ADDRESS.value: self.env._("same address"),
            Kind.SAME_PLACE.value: self.env._("an establishment at the address"),
            Kind.FORMER_ADDRESS.value: self.env._("a former address"),
            Kind.SAME_STREET.value: self.env._("same street, another house number"),
            Kind.SAME_POSTCODE.value: self.env._("same postcode"),
            Kind.ELSEWHERE.value: self.env._("no address in the same postcode"),
            Kind.SAME_PHONE.value: self.env._("same phone"),
            Kind.SAME_EMAIL.value: self.env._("same email"),
            Kind.SAME_SITE.value: self.env._("same web address"),
        }

    @api.depends("partner_id", "register_id.said", *(f"partner_id.{name}" for name in _SHOWN))
    def _compute_texts(self):
        for match in self:
            said = match.register_id._get_said_values()
            match.partner_text = match._get_side({name: match.partner_id[name] for name in _SHOWN})
            number = dotted(int(match.register_id.number or 0))
            match.register_name = f"{said.get('name') or ''} ({number})".strip()
            match.register_text = match._get_side(said)

    @api.model
    def _get_side(self, values):
        """Return what one side says, on one line."""
        town = " ".join(filter(None, (values.get("zip"), values.get("city"))))
        address = ", ".join(filter(None, (values.get("street"), town)))
        return " · ".join(filter(None, (address, *(values.get(name) for name in _SHOWN[3:])))) or False

    # Merged

    @api.model
    def _unite_rows(self, sources, destination):
        """Let what was decided of companies that become one hold for that one, and propose nothing twice.

        Of two rows about one company of the register the one that was decided stays.
        """
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM hub_cbe_match WHERE id IN (
                    SELECT id FROM (
                        SELECT id, ROW_NUMBER() OVER (
                                   PARTITION BY register_id
                                   ORDER BY state = 'open', state = 'taken', partner_id <> %(kept)s, id) AS rank
                          FROM hub_cbe_match WHERE partner_id = ANY(%(ids)s)) AS twins
                     WHERE rank > 1)
                """,
                kept=destination.id,
                ids=[destination.id, *sources.ids],
            )
        )
        self.env.cr.execute(
            SQL(
                "UPDATE hub_cbe_match SET partner_id = %s WHERE partner_id = ANY(%s)",
                destination.id, sources.ids,
            )
        )  # fmt: skip
        self.invalidate_model()
