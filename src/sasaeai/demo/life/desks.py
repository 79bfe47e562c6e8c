"""Who worked where on which day: the postings of the demo town, nearest first."""

from collections.abc import Sequence

from sasaeai.demo.staff import Posting

FIELD = ("layer2",)


def on_duty(
    postings: Sequence[Posting],
    rings: Sequence[str],
    days_ago: int,
    *,
    roles: Sequence[str] = FIELD,
    employer: str = "",
) -> list[Posting]:
    """Return the postings in these roles that covered an area so many days ago, nearest first.

    `rings` are the keys of the area and of those that hold it, lowest first.
    """
    found = [
        posting
        for posting in postings
        if posting.role in roles
        and posting.area in rings
        and posting.employer == (employer or posting.employer)
        and holds(posting, days_ago)
    ]
    return sorted(found, key=lambda posting: rings.index(posting.area))


def holds(posting: Posting, days_ago: int) -> bool:
    """Return whether a posting counted so many days ago."""
    return posting.since <= -days_ago and (posting.until is None or posting.until >= -days_ago)
