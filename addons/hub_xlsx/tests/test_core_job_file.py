import inspect

from odoo.models import BaseModel

from odoo.addons.base.models.ir_attachment import IrAttachment

from .core_case import CoreCase


class TestCoreJobFile(CoreCase):
    """Whoever may not read a record may not read its files."""

    def test_access_to_a_record(self):
        self.assertInOrder(
            inspect.getsource(BaseModel.check_access),
            ["self._check_access(operation)", "raise result[1]()"],
            "access is refused in another way",
        )
        self.assertIn("self._check_access(operation)", inspect.getsource(BaseModel._filtered_access))

    def test_access_to_a_file(self):
        self.assertInOrder(
            inspect.getsource(IrAttachment._check_access),
            ["model_ids[res_model].add(res_id)", "self._inaccessible_comodel_records(model_ids, operation)"],
            "a file does not follow its record any more",
        )
        self.assertIn("_filtered_access(", inspect.getsource(IrAttachment._inaccessible_comodel_records))
