"""The rows behind the figures of a report, kept when it is sent: their numbers alone, no word of them.

Packed: every number once, and for each figure which of them it counts. A fingerprint holds them and the figures.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sasaeai.audit import queries as book
from sasaeai.reports import counting, years
from sasaeai.reports.models import Report, ReportKind
from sasaeai.reports.scopes import Scope

Rows = Mapping[str, Sequence[UUID]]
SEND = "reports.send"


def rows_of(scope: Scope) -> dict[str, list[UUID]]:
    """Return the numbers of the rows each figure of a scope counts now."""
    found: dict[str, list[UUID]] = defaultdict(list, entries=[], unfiled=[])
    for key in counting.CHANGES:
        found[key] = list(counting.behind(scope, key).values_list("pk", flat=True))
    entries = counting.dated(scope)
    for one in entries:
        for key in counting.keys_of(one.filed):
            found[key].append(one.pk)
    if scope.kind == ReportKind.YEARLY:
        for key, pk in years.rows(scope, entries):
            found[key].append(pk)
    return dict(found)


def counted(rows: Rows) -> dict[str, int]:
    """Return the figures these rows are: as many as they are."""
    return {key: len(numbers) for key, numbers in rows.items()}


def packed(rows: Rows) -> dict[str, Any]:
    """Return the rows as they are stored."""
    places: dict[UUID, int] = {}
    behind = {
        key: [places.setdefault(pk, len(places)) for pk in numbers] for key, numbers in rows.items()
    }
    return {"ids": [pk.hex for pk in places], "behind": behind}


def behind(stored: Mapping[str, Any], key: str) -> list[UUID]:
    """Return the numbers of the rows a figure counted, from the rows as they are stored."""
    return [UUID(stored["ids"][place]) for place in stored["behind"].get(key, ())]


def fingerprint(report: Report) -> str:
    """Return the fingerprint of the figures of a report, of what each counted, and of whom they tell."""
    about = [report.kind, report.area_id, report.employer_id, report.since, report.until]
    told = [*map(str, about), report.version, report.figures, report.labels, report.rows]
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def in_book(report: Report) -> str:
    """Return how the fingerprint of a report stands in the record book when it is sent."""
    return f"figures_hash:{report.figures_hash}"


def altered() -> list[Report]:
    """Return the sent reports whose figures are not those of their fingerprint and of the record book."""
    told = book.last_fields(SEND)
    sent = Report.objects.filter(state=Report.State.SENT)
    ordered = sent.select_related("municipality", "area", "employer").order_by("since", "pk")
    return [
        one
        for one in ordered.iterator(chunk_size=50)
        if not _is_as_sent(one, told.get(str(one.pk), ()))
    ]


def _is_as_sent(report: Report, told: Collection[str]) -> bool:
    """Return whether row and book tell the fingerprint of these figures, or neither tells one.

    What was sent before the book told it has it in the row alone, or not at all.
    """
    row = report.figures_hash
    if not told and not row:
        return True
    is_in_book = not told or in_book(report) in told
    return is_in_book and row == fingerprint(report)
