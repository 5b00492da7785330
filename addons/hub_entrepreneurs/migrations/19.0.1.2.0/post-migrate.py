from odoo import SUPERUSER_ID, Command, api


def migrate(cr, version):
    """Bring what an older database has into the form of this version."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    remember_who_entered_evidence(env)
    take_documents(env)


def remember_who_entered_evidence(env):
    """Keep who made each evidence among those who don't verify it, where a colleague changed it since."""
    for author, evidence in env["hub.evidence"].search([]).grouped("create_uid").items():
        others = evidence.filtered(lambda each, author=author: each.user_id != author)
        others.write({"entered_by_ids": [Command.link(author.id)]})


def take_documents(env):
    """Make documents that belong to nothing those of the row that they prove, so that colleagues see them."""
    for model in env.registry.descendants(["hub.documented.mixin"], "_inherit") - {"hub.documented.mixin"}:
        env[model].search([("attachment_ids", "!=", False)])._take_documents()
