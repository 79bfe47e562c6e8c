"""Writing: that a story with somebody's words went onto paper; the sums of months that are over."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from sasaeai.areas.models import Municipality
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.models import held
from sasaeai.insight import counting, sums
from sasaeai.insight.exports import Line
from sasaeai.insight.models import CountedMonth, MonthlySum


@transaction.atomic
def print_story(viewer: Viewer, heard: Iterable[UUID]) -> None:
    """Note whose words went onto paper: where one takes them back, somebody knows to take it down."""
    audit.record(
        viewer.actor, "insight.print_story", kind="voice", subjects=heard, fields=["words"]
    )


@transaction.atomic
def export_goals(viewer: Viewer, lines: Iterable[Line]) -> None:
    """Note which goals were written out to a file, and of which matches it tells."""
    rows = list(lines)
    goals = [line.goal.pk for line in rows]
    audit.record(viewer.actor, "insight.export_goals", kind="goal", subjects=goals)
    matches = {one.pk for line in rows for one in line.means if one.kind == "match"}
    if matches:
        audit.record(viewer.actor, "insight.export_goals", kind="match", subjects=sorted(matches))


@transaction.atomic
def store_sums(actor: Actor, *, today: date) -> list[date]:
    """Store the sums of the months that are over, those that no longer hold anew; return which."""
    # One at a time for a town: of two, the second finds nothing left to do.
    held(Municipality.objects.all(), [actor.municipality])
    months = sums.to_store(actor.municipality, today)
    if not months:
        return []
    upto = counting.newest_noted(actor.municipality)
    old = {"municipality": actor.municipality, "month__in": months}
    MonthlySum.objects.filter(**old).delete()
    CountedMonth.objects.filter(**old).delete()
    found = counting.counted(actor.municipality, months)
    MonthlySum.objects.bulk_create(
        MonthlySum(
            municipality_id=actor.municipality,
            area_id=key.area,
            employer_id=key.employer,
            month=key.month,
            measure=key.measure,
            term_id=key.term,
            count=number,
        )
        for key, number in found.items()
    )
    # What was not touched since holds up to here as well, so that the next look asks for little.
    CountedMonth.objects.filter(municipality=actor.municipality).update(upto=upto)
    CountedMonth.objects.bulk_create(
        CountedMonth(municipality_id=actor.municipality, month=month, upto=upto) for month in months
    )
    audit.record(actor, "insight.store_sums", kind="month")
    return months
