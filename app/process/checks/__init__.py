"""Readiness checks 1 to 13 and findings on fields (0), each a small function on the records.

To add one: write a function `(book, context) -> Iterator[Finding]` in the module it belongs to, list
it in CHECKS under its number, give its code a sentence in the catalogue `checks` of each language
(and `<code>.many` when several records can share it), and show in `tests/process/test_checks.py`
that it fires and that it stays silent.
"""

from __future__ import annotations

from app.models.book import Book
from app.process.checks import (
    activities,
    area,
    coverage,
    fields,
    group,
    handing_over,
    joint,
    monitoring,
    people,
    plan,
    retention,
    voices,
)
from app.process.checks.finding import SEVERITIES, Check, Context, Finding
from app.process.scope import scope_of

CHECKS: dict[int, tuple[Check, ...]] = {
    1: (plan.five_blocks, plan.outline, plan.every_language),
    2: (
        *(group.focal_points, group.members, group.backstoppers, group.spectrum, group.constituencies),
        *(group.voices_absent, group.backstopped_meetings),
    ),
    3: (plan.area_decision, plan.evidence_of_need),
    4: (plan.agreement, plan.roundtable),
    5: (coverage.locations_covered, coverage.locations_listed),
    6: (coverage.groups_covered, coverage.host_included),
    7: (coverage.objectives_used, coverage.criteria_used),
    8: (activities.complete, activities.government_counterpart, activities.described),
    9: (monitoring.baselines,),
    10: (monitoring.commitments, monitoring.commitment_reviews),
    11: (plan.open_musts, plan.unexplained_answers, plan.unanswered_issues),
    12: (handing_over.exports,),
    13: (handing_over.hashes, handing_over.declined, handing_over.same_number),
    0: (
        *(area.newer_rounds, area.informal_sites, area.unsourced_intentions),
        *(activities.dates, activities.waits_for, activities.voluntary_movements, activities.land),
        *(activities.do_no_harm, activities.splits, activities.progress),
        *(joint.joint_activities, joint.signed_before_work, joint.compacts, joint.duplications),
        *(joint.cost_shares, joint.due_diligence),
        *(monitoring.measurements, monitoring.comparable, monitoring.households, monitoring.risks),
        *(
            monitoring.displaced_only,
            people.women_at_meetings,
            people.women_consulted,
            people.displaced_voices,
        ),
        *(people.ratings, people.links, people.nominations),
        *(voices.named_persons, voices.feedback, voices.people_consulted, voices.informed_choice),
        voices.expectations_answered,
        *(retention.contacts, retention.attendance, retention.declined_nominations, retention.former_cards),
        *(
            fields.duplicate_codes,
            fields.broken_rules,
            fields.nameless,
            fields.places,
            fields.no_district,
            fields.step_dates,
            fields.unsourced_ranks,
            fields.unsourced_figures,
            fields.above_network,
        ),
    ),
}
NUMBERS = tuple(range(1, 14))
CHECK_NAMES = frozenset(check.__name__ for checks in CHECKS.values() for check in checks)
"""What a process can leave out, by name."""


def numbers_of(book: Book) -> tuple[int, ...]:
    """Return the readiness checks that hold in the process of the area."""
    left_out = scope_of(book).leaves_out
    return tuple(
        number for number in NUMBERS if any(check.__name__ not in left_out for check in CHECKS[number])
    )


def found_by(number: int, book: Book, context: Context) -> tuple[Finding, ...]:
    """Return what one readiness check finds (0: findings on fields), as the functions yield it.

    Checks that the process of the area leaves out find nothing.
    """
    left_out = scope_of(book).leaves_out
    checks = (check for check in CHECKS[number] if check.__name__ not in left_out)
    return tuple(finding for check in checks for finding in check(book, context))


def run_checks(book: Book, context: Context) -> tuple[Finding, ...]:
    """Return all findings: errors, then warnings, then notes; within each by check, code and record."""
    return book.once(_findings, context)


def _findings(book: Book, context: Context) -> tuple[Finding, ...]:
    found = (finding for number in (*NUMBERS, 0) for finding in found_by(number, book, context))
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[int, int, str, str, str]:
    number = finding.check or len(NUMBERS) + 1
    return (SEVERITIES.index(finding.severity), number, finding.code, finding.record, finding.field)
