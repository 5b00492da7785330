"""What a test run tells at its end: how many tests passed, which failed, and which took longest."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

SHOWN = 10
WIDTH = 80


@dataclass
class Results:
    """The outcome of some tests; ``failed`` and ``seconds`` name them as pytest does."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def __add__(self, other: Results) -> Results:
        return Results(self.passed + other.passed, [*self.failed, *other.failed], self.seconds | other.seconds)

    def write(self, path: Path) -> None:
        """Leave them for the process that started this one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> Results:
        """What a process left; nothing where it did not come so far."""
        return cls(**json.loads(path.read_text())) if path.exists() else cls()

    def slowest(self) -> str:
        """The tests that took longest, one a line."""
        longest = sorted(self.seconds.items(), key=lambda item: -item[1])[:SHOWN]
        return "\n".join(f"{seconds:7.2f} s  {name}" for name, seconds in longest)

    def closing_line(self, seconds: float) -> str:
        """The line that ends a run, in pytest's own words.

        >>> Results(2, ["a"]).closing_line(63).strip("= ")
        '1 failed, 2 passed in 63.00s (0:01:03)'
        >>> Results(2).closing_line(3.1).strip("= ")
        '2 passed in 3.10s'
        """
        counts = [f"{len(self.failed)} failed"] if self.failed else []
        minutes, rest = divmod(int(seconds), 60)
        clock = f" ({minutes // 60}:{minutes % 60:02}:{rest:02})" if minutes else ""
        return f" {', '.join([*counts, f'{self.passed} passed'])} in {seconds:.2f}s{clock} ".center(WIDTH, "=")
