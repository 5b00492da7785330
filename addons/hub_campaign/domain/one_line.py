r"""Text that has to stand in one line, such as the subject of a mail: a header with a line break is refused by Python.

>>> one_line("Spring\r\n  fair\n")
'Spring fair'
>>> one_line("Bon\u00a0marché  2026")
'Bon\xa0marché  2026'
"""

import re

_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def one_line(text: str) -> str:
    """Return a text with a space for each line break; other blanks stay as they were typed."""
    return _BREAKS.sub(" ", text).strip()
