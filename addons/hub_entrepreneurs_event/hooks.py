"""What an installation does with what was there before."""

from odoo.tools import SQL


def pre_init_hook(env):
    """Take over the rights on events that hub_campaign_event gave: what an agency changed of them stays as it is."""
    env.cr.execute(
        SQL(
            """
            UPDATE ir_model_data SET module = 'hub_entrepreneurs_event'
            WHERE module = 'hub_campaign_event' AND model = 'ir.model.access'
            """
        )
    )


def post_init_hook(env):
    """Give the rules that make leads of registrations an author each: their filters find what he or she may find."""
    env["event.lead.rule"]._note_unknown_authors()
