"""Actions that open windows, and what they were started on."""

from ..domain.values import ids_of


def chosen_ids(env, model):
    """Return the ids of the records of a model that were ticked when an action was started."""
    return ids_of(env.context.get("active_ids")) if env.context.get("active_model") == model else []


def open_window(env, xmlid, **changes):
    """Return a window action of ours with some of its values changed, such as ``domain`` and ``context``."""
    return {**env["ir.actions.act_window"]._for_xml_id(xmlid), **changes}


def open_rows(record, xmlid, by, **defaults):
    """Return a window action on the rows that name a record, and that names it in new ones.

    :param str by: the field of the rows with the record
    :param defaults: other values of new rows, by field
    """
    record.ensure_one()
    context = {f"default_{name}": value for name, value in {by: record.id, **defaults}.items()}
    return open_window(record.env, xmlid, domain=[(by, "=", record.id)], context=context)
