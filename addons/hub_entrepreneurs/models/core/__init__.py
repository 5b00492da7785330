from . import online_services
