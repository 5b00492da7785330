from .registration_common import RegistrationCase


class TestFees(RegistrationCase):
    """What a company pays: the class that says most about it decides."""

    def _fees(self, *classes):
        self.env["hub.action.fee"].create(
            [
                {"event_id": self.small.id, "amount": amount, "size_class": size, "membership": membership}
                for amount, size, membership in classes
            ]
        )

    def test_the_narrower_class_counts_and_not_the_cheaper_one(self):
        self.micro(0)
        self._fees((100, False, False), (300, "micro", False), (200, False, "others"))
        first, second = self.register(0, 1)
        self.assertEqual((first.fee_amount, second.fee_amount), (200, 200), "of two alike the cheaper one")
        self._fees((400, "micro", "others"))
        self.assertEqual((first.fee_amount, second.fee_amount), (400, 200))

    def test_whoever_only_wants_to_join_is_no_member(self):
        memberships = self.env["hub.cluster.membership"].create(
            [
                {"cluster_id": self.cluster.id, "partner_id": self.companies[0].id, "date_start": False},
                {"cluster_id": self.cluster.id, "partner_id": self.companies[1].id, "date_start": "2020-01-01",
                 "date_end": "2021-12-31"},
                {"cluster_id": self.cluster.id, "partner_id": self.companies[2].id, "date_start": "2020-01-01"},
            ]
        )  # fmt: skip
        self.assertEqual(memberships.mapped("state"), ["candidate", "left", "active"])
        self._fees((50, False, "members"), (150, False, "others"))
        self.small.seats_max = 9
        self.small.quota_ids = [(0, 0, {"kind": "cluster", "cluster_id": self.cluster.id, "places": 9})]
        registrations = self.register(0, 1, 2)
        self.assertEqual(registrations.mapped("fee_amount"), [150, 150, 50])
        self.assertEqual(self.places(registrations), ["waiting", "waiting", "given"])
