"""Who gets an activity about a company."""

from collections import Counter


class Staff:
    """The company's account manager, else the directors in turns."""

    def __init__(self, env, activity_type):
        """Count what directors have to do already of an activity type, given by its external id."""
        self._account_managers = env.ref("hub_entrepreneurs.group_hub_account_manager").all_user_ids.filtered("active")
        self._directors = env.ref("hub_entrepreneurs.group_hub_director").all_user_ids.filtered("active")
        asked = env.ref(activity_type, raise_if_not_found=False)
        counts = env["mail.activity"]._read_group(
            [("activity_type_id", "=", asked and asked.id), ("user_id", "in", self._directors.ids)],
            ["user_id"],
            ["__count"],
        )
        self._load = Counter(dict(counts))

    def assignee(self, partner, excluded=None, may=None):
        """Return who gets the activity about a company, but for the excluded user; no user where there is nobody.

        :param may: function of a user that tells whether the account manager may do it; directors may
        """
        agency, excluded = partner.company_id, excluded or self._directors.browse()
        own = partner.user_id & self._account_managers - excluded
        if own and agency <= own.company_ids and (not may or may(own)):
            return own
        candidates = (self._directors - excluded).filtered(lambda user: agency <= user.company_ids)
        # Whoever administers Odoo only where there is no other; among the others the one with the fewest.
        user = min(
            candidates,
            key=lambda each: (each.has_group("base.group_system"), self._load[each], each.id),
            default=candidates,
        )
        self._load[user] += 1
        return user
