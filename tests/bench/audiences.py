"""What the audience dialog asks of companies, beside the same condition as somebody would write it in SQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from odoo import Command, api
from odoo.tools import SQL

from odoo.addons.hub_entrepreneurs.tools.dates import today

LAPSES_WITHIN = 90


def audiences(env: api.Environment) -> Iterator[tuple[str, str, SQL]]:
    """Yield audiences: what they are, the filter that the dialog writes, and the query that counts them."""
    for what, values, condition in (*_of_the_company(env), *_of_its_rows(env), *_together(env)):
        dialog = env["hub.campaign.audience"].new(values)
        yield (
            what,
            dialog.domain,
            SQL(
                "SELECT COUNT(*) FROM res_partner AS company WHERE is_company AND active AND company_id IS NULL AND %s",
                condition,
            ),
        )


def _of_the_company(env: api.Environment) -> Iterator[tuple[str, dict, SQL]]:
    commune = env["hub.commune"].search([("name", "=", "Schaerbeek")])
    yield (
        "commune and size",
        {"commune_ids": commune.ids, "size_ids": _option(env, "size_class", "micro")},
        SQL("commune_id = %s AND size_class = 'micro'", commune.id),
    )
    yield (
        "a status of transition",
        {"transition_status_ids": _option(env, "transition_status", "unknown")},
        SQL("transition_status = 'unknown'"),
    )
    since = today(env) - timedelta(days=365)
    yield (
        "no contact for a year",
        {"not_contacted_since": since},
        SQL("(last_interaction_date IS NULL OR last_interaction_date < %s)", since),
    )
    bands = env.ref("hub_export.hub_assessment_framework_export_1").band_ids[-2:]
    yield (
        "two bands of readiness",
        {"readiness_band_ids": bands.ids},
        SQL("export_readiness_band_id IN %s", bands._ids),
    )


def _of_its_rows(env: api.Environment) -> Iterator[tuple[str, dict, SQL]]:
    day = today(env)
    cluster = env["hub.cluster"].search([("code", "=", "BENCH")])
    yield "members of a cluster", {"cluster_ids": cluster.ids}, _members(cluster, day)
    past = day - timedelta(days=200)
    yield (
        "members of a cluster on a day",
        {"cluster_ids": cluster.ids, "cluster_on": past},
        _members(cluster, past),
    )
    yield (
        f"a label that lapses within {LAPSES_WITHIN} days",
        {"lapses_within": LAPSES_WITHIN},
        _lapsing(env),
    )
    scheme = env.ref("hub_entrepreneurs.hub_evidence_scheme_version_b_corp").scheme_id
    yield (
        "a label of one scheme",
        {"scheme_ids": scheme.ids},
        SQL(
            """id IN (SELECT partner_id FROM hub_evidence
                       WHERE state = 'verified' AND scheme_id = %s AND date_start <= %s
                         AND (date_end IS NULL OR date_end >= %s))""",
            scheme.id,
            day,
            day,
        ),
    )
    sectors = env["hub.sector"].search([("kind", "=", "artisan")], limit=2)
    yield "two sectors", {"sector_ids": sectors.ids}, _in_sectors(sectors)
    yield "all crafts", {"sector_kind": "artisan"}, _crafts()
    retail = env.ref("hub_entrepreneurs.hub_target_group_retail")
    yield (
        "a target group",
        {"target_group_ids": retail.ids},
        _in_sectors(env["hub.sector"].search([("code", "=", "retail")])),
    )
    countries = env.ref("base.fr") + env.ref("base.nl")
    yield (
        "two target markets",
        {"market_ids": countries.ids},
        SQL(
            """id IN (SELECT partner_id FROM hub_export_target
                       WHERE is_present AND country_id IN %s AND status != 'stopped')""",
            countries._ids,
        ),
    )


def _together(env: api.Environment) -> Iterator[tuple[str, dict, SQL]]:
    yield (
        f"crafts with a label that lapses within {LAPSES_WITHIN} days",
        {"sector_kind": "artisan", "lapses_within": LAPSES_WITHIN},
        SQL("%s AND %s", _crafts(), _lapsing(env)),
    )


def _option(env: api.Environment, field: str, value: str) -> list:
    """Return a choice of the dialog among the options of a field of companies."""
    option = (
        env["ir.model.fields.selection"]
        .sudo()
        .search([("field_id.model", "=", "res.partner"), ("field_id.name", "=", field), ("value", "=", value)])
    )
    return [Command.set(option.ids)]


def _members(cluster, day) -> SQL:
    return SQL(
        """id IN (SELECT partner_id FROM hub_cluster_membership
                   WHERE cluster_id = %s AND date_start <= %s AND (date_end IS NULL OR date_end >= %s))""",
        cluster.id,
        day,
        day,
    )


def _lapsing(env: api.Environment) -> SQL:
    day = today(env)
    return SQL(
        """id IN (SELECT partner_id FROM hub_evidence AS held
                   WHERE state = 'verified' AND date_end >= %s AND date_end <= %s
                     AND NOT EXISTS (
                         SELECT FROM hub_evidence AS renewal
                          WHERE renewal.partner_id = held.partner_id AND renewal.scheme_id = held.scheme_id
                            AND renewal.state != 'rejected' AND renewal.date_start <= held.date_end + 1
                            AND (renewal.date_end IS NULL OR renewal.date_end > held.date_end)))""",
        day,
        day + timedelta(days=LAPSES_WITHIN),
    )


def _in_sectors(sectors) -> SQL:
    return SQL("id IN (SELECT res_partner_id FROM hub_sector_res_partner_rel WHERE hub_sector_id IN %s)", sectors._ids)


def _crafts() -> SQL:
    return SQL(
        """id IN (SELECT res_partner_id FROM hub_sector_res_partner_rel AS rel
                    JOIN hub_sector AS sector ON sector.id = rel.hub_sector_id
                   WHERE sector.kind = 'artisan' AND sector.active)"""
    )
