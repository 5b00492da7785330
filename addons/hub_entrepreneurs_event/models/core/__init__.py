from . import event_lead_rule
