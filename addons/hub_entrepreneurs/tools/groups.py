"""The groups that fields name, and code that asks for a right."""

READER = "hub_entrepreneurs.group_hub_reader"
"""Whoever may read what Hub adds: account managers, all who stand above them, and analysts."""

PERSONAL_DATA = "hub_entrepreneurs.group_hub_personal_data"
