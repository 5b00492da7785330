"""Odoo's own export of a list, without its web server."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import BinaryIO

from odoo import api, http

from odoo.addons.web.controllers.export import CSVExport, ExcelExport

CONTROLLERS = {"xlsx": ExcelExport, "csv": CSVExport}


def odoos_export(env: api.Environment, params: dict, file: BinaryIO, file_format: str) -> None:
    """Write the file with Odoo's own controller: what runs where hub_xlsx is switched off or absent."""
    with _request(env):
        data = CONTROLLERS[file_format]().base(json.dumps(params))
    file.write(data.encode() if isinstance(data, str) else data)


@contextlib.contextmanager
def _request(env: api.Environment) -> Iterator[None]:
    request = SimpleNamespace(
        env=env,
        httprequest=SimpleNamespace(environ={"REMOTE_ADDR": "here"}),
        make_response=lambda data, headers: data,
    )
    http._request_stack.push(request)
    try:
        yield
    finally:
        http._request_stack.pop()
