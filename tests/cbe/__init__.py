"""The enterprise register's extracts, read and made up without Odoo and without a database."""

from tools.pure import open_addon

open_addon("hub_cbe")
open_addon("hub_entrepreneurs")
