"""What no link of a mail holds: refused with a plain page before core stumbles over it."""

from werkzeug.exceptions import BadRequest


def as_id(value: object) -> int:
    """Return the id that a link names.

    :raises BadRequest: if it names none
    """
    text = str(value)
    if not (text.isascii() and text.isdigit()):
        raise BadRequest
    return int(text)


def require_plain(*texts: object) -> None:
    """Refuse values of a link that are no text, or that PostgreSQL can't compare.

    :raises BadRequest: if one of them is like that
    """
    for text in filter(None, texts):
        if not isinstance(text, str) or "\0" in text:
            raise BadRequest


def require_token(token: object) -> None:
    """Refuse what can't be a token: Python compares those of ASCII only.

    :raises BadRequest: if it can't be one
    """
    require_plain(token)
    if token and not token.isascii():
        raise BadRequest
