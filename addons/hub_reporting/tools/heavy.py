from odoo.tools import SQL

HEAVY = SQL("SET LOCAL jit = off; SET LOCAL work_mem = '64MB'")
"""What goes before a statement over all facts, until the end of the transaction.

PostgreSQL compiles a statement that it takes for expensive, which takes longer here than to run it, and sorts on disk
what does not fit in its 4 MB.
"""
