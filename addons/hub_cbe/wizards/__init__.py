from . import hub_cbe_match_take
