"""The demo data, a module for each topic: fictional companies and three years of what was done for them.

``tools/demo_data.py`` writes it to the addons. Standard library only.
"""
