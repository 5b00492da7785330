"""What an installation does with what was there before."""


def post_init_hook(env):
    """Give the rules that make leads of registrations an author each: their filters find what he or she may find."""
    env["event.lead.rule"]._note_unknown_authors()
