"""./hub screens: every page with demo data as a picture, on a desk and on a phone.

``pages`` is the list, plain data: whoever adds a page adds a screen there. ``document`` makes docs/screens.md of it,
``before`` brings a copy of the database into the state that some pages show, ``desk`` and ``walk`` open each page in
Chromium, ``command`` is the command.
"""
