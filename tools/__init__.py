"""What stands behind `./hub`. Standard library only, but for what runs inside Odoo (`catalog`)."""
