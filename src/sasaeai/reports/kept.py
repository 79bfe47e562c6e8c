"""The rows behind the figures of a report, kept when it is sent: their numbers alone, no word of them.

Packed: every number once, and for each figure which of them it counts. A fingerprint holds them and all that was sent.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC
from hashlib import sha256
from typing import Any
from uuid import UUID

from sasaeai.audit import queries as book
from sasaeai.reports import counting, rules, years
from sasaeai.reports.models import Report, ReportKind
from sasaeai.reports.scopes import Scope

Rows = Mapping[str, Sequence[UUID]]
SEND = "reports.send"
TAKE_BACK = "reports.take_back"
FILES = ("sheet", "filled")


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
    """Return the fingerprint of all that was sent: figures, what each counted, words, files, who sent it and when."""
    at = None if report.sent_at is None else report.sent_at.astimezone(UTC).isoformat()
    words = [report.story, report.trouble, report.coming]
    files = [report.sheet_hash, report.filled_hash]
    return _hashed([*_figures_of(report), *words, at, str(report.sent_by_id), *files])


def of_figures(report: Report) -> str:
    """Return the fingerprint as it was taken of reports sent before it held more than the figures."""
    return _hashed(_figures_of(report))


def _figures_of(report: Report) -> list[object]:
    about = [report.kind, report.area_id, report.employer_id, report.since, report.until]
    return [*map(str, about), report.version, report.figures, report.labels, report.rows]


def _hashed(told: list[object]) -> str:
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def in_book(report: Report) -> str:
    """Return how the fingerprint of a report stands in the record book when it is sent."""
    return f"figures_hash:{report.figures_hash}"


def altered() -> list[tuple[Report, list[str]]]:
    """Return the sent reports that are not as they were sent, each with what is not: `row`, `sheet`, `filled`."""
    told = book.last_fields(SEND, undone_by=TAKE_BACK)
    sent = Report.objects.filter(state=Report.State.SENT)
    ordered = sent.select_related("municipality", "area", "employer").order_by("since", "pk")
    found = [
        (one, _altered_in(one, told.get(str(one.pk), ())))
        for one in ordered.iterator(chunk_size=50)
    ]
    return [(one, parts) for one, parts in found if parts]


def gone() -> list[str]:
    """Return the numbers of the reports that were sent, as the record book says, and are no sent reports now."""
    sent = Report.objects.filter(state=Report.State.SENT).values_list("pk", flat=True)
    told = book.last_fields(SEND, undone_by=TAKE_BACK)
    return sorted(told.keys() - set(map(str, sent)))


def _altered_in(report: Report, told: Collection[str]) -> list[str]:
    row = [] if _is_as_sent(report, told) else ["row"]
    return row + [which for which in FILES if not _is_kept(report, which)]


def _is_kept(report: Report, which: str) -> bool:
    """Return whether a file of a report lies there as it was sent, or none was sent."""
    file = getattr(report, which)
    if not file:
        return not getattr(report, f"{which}_hash")
    try:
        with file.open() as content:
            return rules.is_as_sent(report, which, content.read())
    except FileNotFoundError:
        return False


def _is_as_sent(report: Report, told: Collection[str]) -> bool:
    """Return whether row and book tell the fingerprint of this row, or neither tells one.

    What was sent before the book told it has it in the row alone, or not at all. An older one is of the figures
    alone; who takes that of a newer report is found out by the book.
    """
    row = report.figures_hash
    if not told and not row:
        return True
    is_in_book = not told or in_book(report) in told
    return is_in_book and row in {fingerprint(report), of_figures(report)}
