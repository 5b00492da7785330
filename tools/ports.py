"""Ports of this machine."""

import socket

from .console import HubError

INTERFACE = "127.0.0.1"


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as probe:
        probe.bind((INTERFACE, 0))
        return probe.getsockname()[1]


def require_free(port: int) -> None:
    """Raise HubError when the port cannot be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((INTERFACE, port))
        except PermissionError as error:
            raise HubError(f"Port {port} is for root only. Choose another: ./hub run --port 8069") from error
        except OverflowError as error:
            raise HubError(f"{port} is no port: they go from 1 to 65535.") from error
        except OSError as error:
            raise HubError(f"Port {port} is in use. Choose another: ./hub run --port {port + 1}") from error
