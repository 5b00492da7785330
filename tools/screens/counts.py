"""How many records databases hold per model: `python3 -m tools.screens.counts NAME [OTHER]`.

With two names only the models in which they differ; the exit status is 1 when there are any.
"""

import sys
import typing
from collections.abc import Sequence

from .. import install
from ..console import HubError, say
from ..workspace import Workspace, workspace

if typing.TYPE_CHECKING:
    from odoo.api import Environment

SCRIPT = "from tools.screens.counts import report; report(env)"
ABSENT = "-"


def report(env: "Environment") -> None:
    """Print each model and how many records it has, archived ones included. Runs inside Odoo's shell."""
    for name in sorted(env):
        model = env[name]
        if model._auto and not model._abstract and not model._transient:
            env.cr.execute(f'SELECT count(*) FROM "{model._table}"')  # noqa: S608 -- the name of a table
            print(name, env.cr.fetchone()[0])


def counts(work: Workspace, database: str) -> dict[str, str]:
    """The number of records by model."""
    result = install.run_script(work, database, SCRIPT, capture_output=True)
    if result.returncode:
        raise HubError(f"The records of {database} could not be counted:\n\n{result.stderr}")
    return dict(line.split() for line in result.stdout.splitlines())


def differences(one: dict[str, str], other: dict[str, str]) -> list[tuple[str, str, str]]:
    """The models in which two databases differ, with both numbers."""
    numbers = ((model, one.get(model, ABSENT), other.get(model, ABSENT)) for model in sorted(one | other))
    return [row for row in numbers if row[1] != row[2]]


def main(names: Sequence[str]) -> int:
    """Print the numbers of one database, or where two differ."""
    with workspace() as work:
        numbers = [counts(work, name) for name in names]
    if len(numbers) == 1:
        rows = list(numbers[0].items())
    else:
        rows = differences(*numbers)
    for row in rows:
        say(f"{row[0]:<44}" + "".join(f"{number:>10}" for number in row[1:]))
    return int(len(numbers) == 2 and bool(rows))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
