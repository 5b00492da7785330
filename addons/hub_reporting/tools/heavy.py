from odoo.tools import SQL

UNCOMPILED = SQL("SET LOCAL jit = off")
"""What goes before a statement over facts, until the end of the transaction.

PostgreSQL compiles a statement that it takes for expensive, which takes longer here than to run it.
"""

HEAVY = SQL("%s; SET LOCAL work_mem = '64MB'", UNCOMPILED)
"""What goes before a statement over all facts: without it, PostgreSQL sorts on disk what does not fit in its 4 MB."""
