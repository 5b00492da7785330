"""Buttons of dialogs that write: each dialog is carried out once."""

from functools import wraps


def once(action):
    """Let a method of a ``hub.own.dialog.mixin`` do its work once for each dialog; what failed may be tried again."""

    @wraps(action)
    def pressed(self, *args, **kwargs):
        with self._take_once():
            return action(self, *args, **kwargs)

    return pressed
