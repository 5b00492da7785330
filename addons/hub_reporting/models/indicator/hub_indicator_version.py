from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.hub_entrepreneurs.tools.dates import today
from odoo.addons.hub_entrepreneurs.tools.turns import take_turns

from ...domain.figures import AVERAGE, MEDIAN, SHARE, TOTAL

# What may change of a version that is in use: it ends, and its words are translated.
_FREE_FIELDS = frozenset({"date_end", "source_ids"})


class HubIndicatorVersion(models.Model):
    """What an indicator counts, over a period of days: data, never code that somebody types.

    The facts of the sources that count are taken, each once. The rules, in this order:

    1. A fact belongs to a unit (:attr:`counted`): its company, the undertaking of its company, its person, or itself.
       What has no such unit doesn't count; nobody who has no company is one.
    2. What happens counts on its day. What lasts counts in a period if it runs on one of its days, or on the last day
       (:attr:`timing`), and is placed on the last of these days.
    3. A unit counts once its facts add up to the :attr:`threshold`, or one of them is enough by itself: within a
       calendar year, within a programme or at all, as :attr:`once_per` says.
    4. Once per programme, or ever, it counts on the first day on which that holds, and on no other.
    5. Its values are those of each fact's day, of its first fact or of its last one (:attr:`placed_by`).
    6. It may have to be younger than so many months on that day.
    7. What another version counts in the period doesn't count here (:attr:`excludes_id`): no unit of it, or, where it
       counts other units, no record of it.
    8. Facts of reference are what it is compared with (:attr:`compared`): the whole of which it is a share, the cohort
       that is followed, the value that was there before.
    9. A :attr:`method` of the program may do what the rest can't say.
    """

    _name = "hub.indicator.version"
    _description = "Version of an Indicator"
    _inherit = ["hub.kept.mixin", "hub.pointing.mixin", "hub.period.mixin"]
    _period_open_start = True
    _order = "indicator_id, number desc, id desc"
    _rec_names_search = ["indicator_id.name", "indicator_id.code"]

    indicator_id = fields.Many2one("hub.indicator", required=True, index=True, ondelete="cascade")
    number = fields.Integer("Version", required=True, default=1, aggregator=None)
    date_start = fields.Date("In Force From", help="Empty: from the start.")
    date_end = fields.Date("In Force Until", help="Empty: until further notice.")
    definition = fields.Text(required=True, translate=True, help="What counts, and what does not, in words.")
    unit = fields.Selection(related="indicator_id.unit")
    source_ids = fields.One2many("hub.indicator.source", "version_id", "Sources", copy=True)
    counted = fields.Selection(
        [
            ("company", "Companies"),
            ("undertaking", "Undertakings: Companies That Belong Together"),
            ("person", "Persons"),
            ("record", "Records"),
            ("sum", "A Sum over Records"),
        ],
        required=True,
        default="company",
    )
    statistic = fields.Selection(
        [(TOTAL, "Total"), (AVERAGE, "Average"), (MEDIAN, "Median"), (SHARE, "Share")],
        required=True,
        default=TOTAL,
        help="An average and a median are those of what each unit adds up to.",
    )
    timing = fields.Selection(
        [("during", "During the Period"), ("at_end", "On Its Last Day")],
        required=True,
        default="during",
        help="For what lasts: whether it counts on each day of the period, or on its last day alone.",
    )
    threshold = fields.Float(
        aggregator=None, help="What the facts of a unit have to add up to before it counts. 0: any fact will do."
    )
    once_per = fields.Selection(
        [("period", "Period"), ("programme", "Programme"), ("ever", "Ever")],
        required=True,
        default="period",
        help="A threshold is reached within the calendar year, within the programme, or at all.",
    )
    placed_by = fields.Selection(
        [("fact", "Each Fact"), ("first", "The First Fact"), ("last", "The Last Fact")],
        required=True,
        default="fact",
        help="Whose day decides on commune, size and the like. The first fact: the size at the application.",
    )
    younger_than = fields.Integer(
        "Younger Than (months)",
        aggregator=None,
        help="The company's age on that day. A programme may say otherwise. 0: any age.",
    )
    excludes_id = fields.Many2one(
        "hub.indicator.version", "Never Both", index="btree_not_null", ondelete="restrict", copy=True
    )
    compared = fields.Selection(
        [
            ("none", "With Nothing"),
            ("whole", "Whole"),
            ("cohort", "Cohort"),
            ("baseline", "Value Before"),
        ],
        "Compared With",
        required=True,
        default="none",
        help="What the facts of reference are. Whole: units have to be among them. Cohort: they begin in the period, "
        "and are looked for later. Value before: the difference counts.",
    )
    followed_months = fields.Integer(
        "Followed For (months)", aggregator=None, help="How long after its first day a cohort is looked for."
    )
    method = fields.Selection(
        lambda self: list(self._get_methods().items()), help="What the program works out beyond the sources."
    )
    breakdown_ids = fields.Many2many("hub.breakdown", string="Breakdowns", help="What it may be divided by.")
    is_frozen = fields.Boolean("Frozen", compute="_compute_is_frozen")

    _no_overlap = models.Constraint(
        "EXCLUDE USING gist (int4range(indicator_id, indicator_id, '[]') WITH =, "
        "daterange(date_start, date_end, '[]') WITH &&)",
        "In Force From: another version of this indicator is in force on some of these days. "
        "Give that one a last day first, or choose dates outside it.",
    )
    _number_uniq = models.UniqueIndex(
        "(indicator_id, number)", "Version: this indicator has a version with this number. Choose another one."
    )
    _threshold_positive = models.Constraint("CHECK (threshold >= 0)", "Threshold: enter 0 or more.")
    _months_positive = models.Constraint(
        "CHECK (younger_than BETWEEN 0 AND 1200 AND followed_months BETWEEN 0 AND 1200)",
        "Months: enter a number from 0 to 1200.",
    )

    @api.model
    def _get_methods(self):
        """Return what the program works out: the words by the code; ``_get_<code>_sql`` of this model does it."""
        return {}

    @api.depends("indicator_id.code", "indicator_id.name", "number")
    def _compute_display_name(self):
        for version in self:
            words = (version.indicator_id.code, version.indicator_id.name, f"v{version.number}")
            version.display_name = " ".join(filter(None, words))

    def _compute_is_frozen(self):
        used = self._origin._get_uses()
        for version in self:
            version.is_frozen = version._origin in used

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        versions._check_figures()
        return versions

    def write(self, vals):
        if not all(self._is_translation(name, vals[name]) for name in vals.keys() - _FREE_FIELDS):
            self._require_unused()
        result = super().write(vals)
        self._check_figures()
        return result

    def update_field_translations(self, field_name, translations, source_lang=""):
        # The wording that counts is the English one: translations of it may be corrected.
        if "en_US" in translations:
            self._require_unused()
        return super().update_field_translations(field_name, translations, source_lang=source_lang)

    def _is_translation(self, name, value):
        """Tell whether writing this leaves the English wording as it is."""
        translated = getattr(self._fields.get(name), "translate", False)
        return translated and ((self.env.lang or "en_US") != "en_US" or all(each[name] == value for each in self))

    def _require_unused(self):
        """Refuse where something was counted by these versions, and keep others from starting that meanwhile.

        :raise UserError: with the version that is in use
        """
        for version, model in self._get_uses().items():
            # As superuser: whether the user may read what uses it is no matter.
            raise UserError(
                self.env._(
                    "“%(version)s” is in use (%(where)s), so it stays as it is: figures that were given would mean "
                    "something else. Give it a last day, and make a new version with the button New Version.",
                    version=version.display_name,
                    where=self.env["ir.model"]._get(model).name,
                )
            )
        take_turns(self)

    @api.constrains("excludes_id")
    def _check_excludes(self):
        if self._has_cycle("excludes_id"):
            raise ValidationError(
                self.env._("Never Both: two versions can't leave out each other. Choose which of the two comes first.")
            )

    def _check_figures(self):
        """Refuse what makes no sense together; asked once the sources are there as well."""
        for version in self:
            if problem := version._get_problem():
                raise ValidationError(problem)

    def _get_problem(self):
        """Return a sentence about what does not go together in this version, or None."""
        sources = self.source_ids
        reference = sources.filtered("is_reference")
        if bool(reference) != (self.compared != "none") and sources:
            return self.env._("Compared With: name the facts of reference among the sources, or choose With Nothing.")
        if self.compared == "cohort" and not self.followed_months:
            return self.env._("Followed For: enter after how many months the cohort is looked for.")
        if self.statistic == SHARE and self.compared not in ("whole", "cohort"):
            return self.env._("Share: choose the whole or the cohort that it is a share of.")
        if self.compared != "none" and (self.threshold or self.excludes_id):
            return self.env._(
                "Compared With: what is compared has no threshold and no version that it leaves out. Empty these, or "
                "choose With Nothing."
            )
        placed = sources if self.compared != "cohort" else reference
        if (self._needs_history() or self.compared == "baseline") and any(source._lasts() for source in placed):
            return self.env._(
                "Sources: what lasts has no first day that counts. Take the kind of fact that happens on that day, or "
                "let it count once per period, without a threshold, by each fact."
            )
        return None

    def _needs_history(self):
        """Tell whether facts before the period decide on what counts in it."""
        return bool(self.threshold or self.once_per != "period" or self.placed_by == "first")

    def _is_of_somebody(self):
        """Tell whether these count something about companies or persons: the actions of a year are about nobody."""
        # As superuser: a definition whose figure is read says of which kinds its facts are.
        kinds = self.sudo().source_ids.mapped("fact_kind")
        return not self.env["hub.fact"]._get_kinds_of_somebody().isdisjoint(kinds)

    def action_new_version(self):
        """Open a copy of this version that begins today and ends when this one would, and end this one yesterday."""
        self.ensure_one()
        day = today(self.env)
        if self.date_start and self.date_start >= day:
            raise UserError(self.env._("In Force From: this version begins today or later. Change it instead."))
        siblings = self.indicator_id.version_ids
        # The new one takes the days that this one had left: no day is without a definition, and none has two.
        start, end = day, self.date_end
        if not end or end >= day:
            self.date_end = day - timedelta(days=1)
            # The database would refuse the new one beside it.
            self.flush_recordset(["date_end"])
        else:
            start, end = max(each.date_end for each in siblings if each.date_end) + timedelta(days=1), False
        copied = self.copy({"number": max(siblings.mapped("number")) + 1, "date_start": start, "date_end": end})
        return copied._get_records_action()

    def action_open_figures(self):
        """Open what the version says of a year."""
        self.ensure_one()
        return self.env["hub.indicator.figure"]._action_open({"version_id": self.id})
