"""What Odoo calls once when the addon goes."""

from .tools import pieces
from .tools.rows import drop_tables


def uninstall_hook(env):
    """Drop what no model stands for."""
    drop_tables(env.cr)
    pieces.drop_table(env.cr)
