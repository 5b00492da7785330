"""What Odoo calls once when the addon goes."""

from .tools.rows import drop_tables


def uninstall_hook(env):
    """Drop what no model stands for."""
    drop_tables(env.cr)
