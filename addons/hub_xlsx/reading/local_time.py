"""Times of the database in a time zone, by the column."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

DAY = datetime.timedelta(days=1)


class LocalTime:
    """Turns UTC into local time as ``fromutc`` of the zone does, which takes long, but asks it twice a day at most.

    :param zone: one of pytz, which Odoo uses: it knows what changed from 1902 to 2037
    """

    def __init__(self, zone: datetime.tzinfo) -> None:
        self.zone = zone
        self._shifts: dict[int, datetime.timedelta | None] = {}

    def column(self, moments: Iterable[datetime.datetime | None]) -> list[datetime.datetime | str]:
        """Return naive local times for naive times in UTC, ``""`` for none."""
        return [self._local(moment) if moment else "" for moment in moments]

    def _local(self, moment: datetime.datetime) -> datetime.datetime:
        day = moment.toordinal()
        shift = self._shifts[day] if day in self._shifts else self._shift_of(day)
        return self.zone.fromutc(moment).replace(tzinfo=None) if shift is None else moment + shift

    def _shift_of(self, day: int) -> datetime.timedelta | None:
        """Return by how much local time is ahead all day long, None where that changes on the day."""
        if day >= datetime.date.max.toordinal():
            return None
        midnight = datetime.datetime.fromordinal(day)
        before, after = (self.zone.fromutc(moment).utcoffset() for moment in (midnight, midnight + DAY))
        self._shifts[day] = shift = before if before == after else None
        return shift
