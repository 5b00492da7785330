"""Loading the ranges of an extract by several processes of this machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable
from functools import partial

from odoo import SUPERUSER_ID, api, sql_db
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tools import SQL

from .quiet import SAME
from .same import Same

_BEAT = 0.3


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0))


def load_ranges(database: str, extract: int, processes: int, tell: Callable[[str, int, int], object]) -> bool:
    """Load the ranges of an extract that are not done; False if one of the processes was interrupted.

    The processes take the next range each until there is none, so one that outlives this one does nothing wrong.

    :param extract: its id
    :param tell: called with "load", how many ranges are done, and of how many
    """
    # A connection can't be used by two processes.
    sql_db.close_all()
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=_load, args=(database, extract), daemon=True) for _place in range(processes)]
    for child in children:
        child.start()
    for child in children:
        while child.is_alive():
            child.join(_BEAT)
            tell("load", *_count(database, extract))
    return not any(child.exitcode for child in children)


def _load(database: str, extract: int) -> None:
    registry = Registry(database)
    # What this process begins with stays: whoever looks for circles need not go through it each time.
    gc.freeze()
    same = Same()
    while True:
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {SAME: same})
            if not retrying(partial(env["hub.cbe.range"]._load_next, extract), env):
                return


def _count(database: str, extract: int) -> tuple[int, int]:
    with Registry(database).cursor() as cr:
        cr.execute(SQL("SELECT COUNT(done_at), COUNT(*) FROM hub_cbe_range WHERE extract_id = %s", extract))
        return cr.fetchone()
