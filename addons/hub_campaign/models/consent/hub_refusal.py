import secrets

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.compat import get_param

from ...domain.keyed_hash import keyed_hash, pads

KEY = "hub_campaign.refusal_key"


class HubRefusal(models.Model):
    """The book of refusals: which addresses said no to a purpose, whatever became of the contacts that had them.

    1. A no belongs to the address: it stays when the contact goes or gets another address, and counts for whoever has
       the address, or gets it later.
    2. An address stands here as a keyed hash of itself and the purpose. Whoever reads the book learns no address, nor
       that two rows are of the same one; whoever has an address can ask whether it said no.
    3. Each address of each mail is looked up: when an audience is frozen, when mails are composed, and when they leave.
    4. A yes takes the no of the same address back. Nothing else does, nor does deleting an answer or a contact.

    The key is a system parameter of its own, which stays as it is in a copy of the database, unlike Odoo's own secret.
    """

    _name = "hub.refusal"
    _description = "Refusal of an Address"
    _log_access = False

    purpose_id = fields.Many2one("hub.consent.purpose", required=True, readonly=True, ondelete="restrict")
    digest = fields.Char("Keyed Hash", required=True, readonly=True)

    _digest_uniq = models.UniqueIndex("(digest)", "This address said no to this purpose already.")

    def init(self):
        """Make the key, once: with another one the book would know nobody any more."""
        if not get_param(self.env, KEY):
            # As superuser: the key is for nobody to write.
            self.env["ir.config_parameter"].sudo().set_param(KEY, secrets.token_hex(32))

    @api.model
    def _get_key(self):
        return get_param(self.env, KEY).encode()

    @api.model
    def _get_digests(self, purpose, emails):
        """Return the normalized address by its keyed hash for a purpose.

        :rtype: dict[str, str]
        """
        key = self._get_key()
        return {keyed_hash(key, f"{purpose.id} {email}"): email for email in emails if email}

    @api.model
    def _get_refused(self, purpose, emails):
        """Return which of these normalized addresses said no to a purpose.

        :rtype: set[str]
        """
        digests = self._get_digests(purpose, emails) if purpose else {}
        if not digests:
            return set()
        self.flush_model(["digest"])
        query = SQL("SELECT digest FROM hub_refusal WHERE digest IN %s", tuple(digests))
        return {digests[digest] for [digest] in self.env.execute_query(query)}

    @api.model
    def _get_refused_sql(self, purpose, email):
        """Return the condition that a normalized address in a query said no to a purpose."""
        inner, outer = pads(self._get_key())
        return SQL(
            """EXISTS (SELECT FROM hub_refusal WHERE digest = encode(
                   sha256(%(outer)s || sha256(%(inner)s || convert_to(%(purpose)s || ' ' || %(email)s, 'UTF8'))),
                   'hex'))""",
            outer=SQL("decode(%s, 'hex')", outer.hex()),
            inner=SQL("decode(%s, 'hex')", inner.hex()),
            purpose=str(purpose.id or 0),
            email=email,
        )

    @api.model
    def _refuse(self, purpose, emails):
        """Keep that these normalized addresses said no to a purpose."""
        rows = [(purpose.id, digest) for digest in self._get_digests(purpose, emails)]
        if not rows:
            return
        # Two at once may say the same.
        values = SQL(", ").join(SQL("%s", row) for row in rows)
        self.env.execute_query(
            SQL("INSERT INTO hub_refusal (purpose_id, digest) VALUES %s ON CONFLICT (digest) DO NOTHING", values)
        )
        self.invalidate_model()

    @api.model
    def _take_back(self, purpose, emails):
        """Forget the no of these normalized addresses to a purpose: they said yes."""
        digests = self._get_digests(purpose, emails)
        if digests:
            self.env.execute_query(SQL("DELETE FROM hub_refusal WHERE digest IN %s", tuple(digests)))
            self.invalidate_model()
