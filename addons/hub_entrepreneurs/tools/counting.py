"""Counters of what hangs on records."""

from odoo.fields import Domain, Integer


def count_of(model, by, string=None, domain=(), *, aggregate="__count", **attributes):
    """Return a field with how many rows of a model name the record, see :func:`set_count`."""

    def compute(records):
        set_count(records, field.name, model, by, domain, aggregate=aggregate)

    field = Integer(string, compute=compute, **attributes)
    return field


def set_count(records, name, model, by, domain=(), *, aggregate="__count"):
    """Compute the field ``name`` of records: how many rows of a model name each of them.

    :param str by: the field of the rows with the record
    :param domain: which of the rows count
    :param str aggregate: what is counted, such as ``partner_id:count_distinct``
    """
    of_records = Domain(by, "in", records.ids) & Domain(domain)
    counts = dict(records.env[model]._read_group(of_records, [by], [aggregate]))
    for record in records:
        record[name] = counts.get(record._origin, 0)
