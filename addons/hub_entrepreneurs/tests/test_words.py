import re

from lxml import etree

from odoo.tests import new_test_user, tagged
from odoo.tools import html2plaintext

from .common import HubCase

# Words of core for which the glossary has others, by language.
CORES = {
    "en": r"opportunit|salesperson|salespeople|sales team|\bAI\b",
    "fr": r"opportunité|vendeur|équipe commerciale|\bIA\b",
    "nl": r"opportuniteit|verkoopkans|verkoper|verkoopteam|\bAI\b",
}
READ = ("string", "placeholder", "help", "confirm", "title", "aria-label")


@tagged("post_install", "-at_install")
class TestWords(HubCase):
    """One word for one thing: no screen behind a menu of Hub's has a word of core's that the glossary replaces."""

    def test_english_for_each_role(self):
        for user in self.account + self.cluster_manager + self.director + self.analyst:
            self._assert_words(user, "en_US")

    def test_other_languages(self):
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        for short in ("fr", "nl"):
            [code] = [code for code in installed if code.startswith(short)][:1]
            for user in self.director + self.analyst:
                self._assert_words(user, code)

    def test_others_keep_the_words_of_core(self):
        seller = new_test_user(self.env, "hub_seller", groups="sales_team.group_sale_salesman")
        leads = self.env["crm.lead"]
        for user, label in ((seller, "Salesperson"), (self.account, "Account Manager")):
            self.assertEqual(leads.with_user(user).fields_get(["user_id"])["user_id"]["string"], label)
            arch = etree.fromstring(leads.with_user(user).get_view(view_type="form")["arch"])
            self.assertEqual(bool(arch.xpath("//div[@id='probability']")), user == seller, "no probability is guessed")
            self.assertEqual(bool(arch.xpath("//div[field[@name='expected_revenue']]/span")), user == seller)

    def _assert_words(self, user, lang):
        env = self.env(user=user.id, context={"lang": lang})
        pattern = re.compile(CORES[lang[:2]], re.IGNORECASE)
        menus = [
            menu
            for menu in env["ir.ui.menu"].load_menus(False).values()
            if (menu.get("xmlid") or "").startswith("hub_")
        ]
        windows = {
            menu["action_id"]: menu["xmlid"] for menu in menus if menu["action_model"] == "ir.actions.act_window"
        }
        self.assertTrue(windows)
        found = {
            f"{windows[action.id]}: {place}: {text}"
            for action in env["ir.actions.act_window"].sudo().browse(windows)
            for place, text in self._get_texts(env, action)
            if pattern.search(text)
        }
        found |= {f"{menu['xmlid']}: {menu['name']}" for menu in menus if pattern.search(menu["name"])}
        self.assertFalse(found, f"{user.login}, {lang}")

    def _get_texts(self, env, action):
        """Yield what somebody reads on a screen: where it stands, and the text."""
        yield "name", action.name
        yield "help", html2plaintext(action.help or "")
        views = [*action.views, (action.search_view_id.id, "search")]
        seen = env[action.res_model].get_views(views, {"toolbar": True, "action_id": action.id})
        for view_type, view in seen["views"].items():
            for part in view.get("toolbar", {}).values():
                yield from ((f"{view_type} menu", each["name"]) for each in part)
            yield from self._get_texts_of(etree.fromstring(view["arch"]), action.res_model, seen["models"])

    def _get_texts_of(self, node, model, models):
        place = f"{node.tag} {node.get('name')}"
        yield from ((place, node.get(name)) for name in READ if node.get(name))
        yield from ((place, text) for text in (node.text, node.tail) if text)
        field = models[model]["fields"].get(node.get("name")) if node.tag == "field" and model in models else None
        if field:
            yield from ((place, field[name]) for name in ("string", "help") if field.get(name) and not node.get(name))
            yield from ((place, label) for _value, label in field.get("selection") or ())
            model = field.get("relation") or model
        for child in node.iterchildren("*"):
            yield from self._get_texts_of(child, model, models)
