from odoo.tools import SQL


def migrate(cr, version):
    """Let the mail of an offer say on which days the action is: “in 5 days” is wrong for who reads it a day later."""
    if version:
        cr.execute(
            SQL(
                """
                UPDATE mail_template
                   SET body_html = REPLACE(body_html::text, 'object.event_date_range', 'object._get_days()')::jsonb
                 WHERE id IN (
                           SELECT res_id FROM ir_model_data
                            WHERE module = 'hub_event' AND name = 'mail_template_offer')
                """
            )
        )
