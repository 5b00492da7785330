from odoo import SUPERUSER_ID, Command, api
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.domain import enterprise_number
from odoo.addons.hub_entrepreneurs.tools.suppressed import get_threshold


def migrate(cr, version):
    """Mend what databases of before hold that a new one would not."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    note_authors(env)
    publish_sizes(env)
    round_the_log(env)
    remember_who_entered_evidence(env)
    take_documents(env)
    empty_communes_abroad(env)
    normalise_vat_numbers(env)


def note_authors(env):
    """Filters of teams find what their authors may find: those of before get one."""
    for model in ("crm.team", "crm.team.member"):
        env[model]._note_unknown_authors()


def publish_sizes(env):
    """Target groups that use personal data show a size that was published."""
    env["hub.target.group.member"]._cron_members()


def round_the_log(env):
    """The access log, which directors read, tells no exact totals."""
    width = get_threshold(env)
    env.cr.execute(
        SQL(
            "UPDATE hub_person_profile_access SET person_count = person_count - person_count %% %(width)s "
            "WHERE person_count > %(width)s",
            width=width,
        )
    )


def remember_who_entered_evidence(env):
    """Keep who made each evidence among those who don't verify it, where a colleague changed it since."""
    for author, evidence in env["hub.evidence"].search([]).grouped("create_uid").items():
        others = evidence.filtered(lambda each, author=author: each.user_id != author)
        others.write({"entered_by_ids": [Command.link(author.id)]})


def take_documents(env):
    """Make documents that belong to nothing those of the row that they prove, so that colleagues see them."""
    for model in env.registry.descendants(["hub.documented.mixin"], "_inherit") - {"hub.documented.mixin"}:
        env[model].search([("attachment_ids", "!=", False)])._take_documents()


def empty_communes_abroad(env):
    """Take the communes off addresses abroad, which got them by a postcode or a name alone."""
    env.flush_all()
    env.cr.execute(
        SQL(
            "UPDATE res_partner SET commune_id = NULL, commune_to_check = FALSE "
            "WHERE country_id != %s AND (commune_id IS NOT NULL OR commune_to_check)",
            env.ref("base.be").id,
        )
    )
    env.invalidate_all()


def normalise_vat_numbers(env):
    """Bring Belgian VAT numbers, typed with dots and blanks, into the form in which they are looked for."""
    partners = env["res.partner"].with_context(active_test=False, tracking_disable=True)
    domain = [
        ("vat", "!=", False),
        ("parent_id", "=", False),
        "|",
        ("country_id", "=", False),
        ("country_id.code", "=", "BE"),
    ]
    for partner in partners.search(domain):
        stored = partner._stored_values({"vat": partner.vat})["vat"]
        if stored != partner.vat and enterprise_number.is_valid(stored):
            partner.vat = stored
