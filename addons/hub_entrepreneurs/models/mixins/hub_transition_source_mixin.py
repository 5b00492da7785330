from odoo import api, models


class HubTransitionSourceMixin(models.AbstractModel):
    """Rows that say something about where companies stand in their transition.

    Whatever inherits this is asked for its facts; nobody has to name it anywhere.
    """

    _name = "hub.transition.source.mixin"
    _description = "Tells Facts about the Transition"

    # What the facts rest on, as paths from a company: where one of them changes, its status is computed anew.
    _transition_triggers = ()

    @api.model
    def _transition_facts(self, partners):
        """Yield what the rows of these companies say, whoever asks: each company's id with a fact.

        :rtype: Iterator[tuple[int, transition.Fact]]
        """
        raise NotImplementedError
