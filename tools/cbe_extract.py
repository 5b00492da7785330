#!/usr/bin/env python3
"""Write made-up extracts of the enterprise register, in exactly its format: a full one, and the updates after it.

    python3 -m tools.cbe_extract FOLDER --enterprises 20000 --updates 2
    python3 -m tools.cbe_extract FOLDER --after-demo

The second one writes the update that follows the extracts of the demo data, to be uploaded there.
The same seed writes the same files. Nobody in them exists: names are invented, and the numbers are ones that the
register has not given out.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .pure import open_addon

open_addon("hub_cbe")

from hub_cbe.domain.layout import Kind, zip_name  # noqa: E402
from hub_cbe.synthetic import demo  # noqa: E402
from hub_cbe.synthetic.world import Settings  # noqa: E402
from hub_cbe.synthetic.writing import Synthetic  # noqa: E402


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the extracts that are asked for, and print their paths."""
    options = _parser().parse_args(arguments)
    settings = Settings(seed=options.seed, enterprises=options.enterprises, share=options.share, rate=options.rate)
    synthetic = Synthetic(settings)
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.after_demo:
        day = date.today()
        path = options.folder / zip_name(demo.FIRST_NUMBER + 2, Kind.UPDATE, day)
        path.write_bytes(demo.next_update(day))
        print(path)
        return
    print(synthetic.write_in(options.folder, options.day, Kind.FULL))
    for day in range(options.day + 1, options.day + 1 + options.updates):
        print(synthetic.write_in(options.folder, day, Kind.UPDATE))


def _parser() -> argparse.ArgumentParser:
    default = Settings()
    parser = argparse.ArgumentParser(prog="python3 -m tools.cbe_extract", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the zips are written")
    parser.add_argument("--seed", type=int, default=default.seed, help="another one makes another world")
    parser.add_argument("--enterprises", type=int, default=default.enterprises, help="of all of Belgium")
    parser.add_argument("--share", type=int, default=default.share, help="how many in a hundred sit in the region")
    parser.add_argument("--rate", type=int, default=default.rate, help="how many in ten thousand change in an update")
    parser.add_argument("--updates", type=int, default=0, help="how many updates follow the full extract")
    parser.add_argument("--day", type=int, default=0, help="the full extract is the one so many days later")
    parser.add_argument("--after-demo", action="store_true", help="the update that follows those of the demo data")
    return parser


if __name__ == "__main__":
    main()
