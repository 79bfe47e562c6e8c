"""What usually follows from what was chosen: by dated arrows, each with what it follows from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

# A list and a code of it.
Mark = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one mark to another, on some days and for some roles (none named: for all)."""

    source: Mark
    target: Mark
    since: date | None = None
    until: date | None = None
    roles: frozenset[str] = frozenset()

    def holds(self, day: date, roles: Collection[str]) -> bool:
        """Return whether it points on this day for somebody in these roles."""
        return (
            (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
            and (not self.roles or not self.roles.isdisjoint(roles))
        )


def pointed(chosen: Iterable[Mark], arrows: Iterable[Arrow]) -> dict[Mark, tuple[Mark, ...]]:
    """Return what follows from the chosen marks, near ones first, and from which marks each follows.

    What was chosen already is not pointed to again; what follows from what follows is.
    """
    ways: dict[Mark, list[Mark]] = {}
    for arrow in arrows:
        ways.setdefault(arrow.source, []).append(arrow.target)
    known = list(dict.fromkeys(chosen))
    done, found = {*known}, dict[Mark, list[Mark]]()
    while known:
        source = known.pop(0)
        for target in dict.fromkeys(ways.get(source, ())):
            if target in done and target not in found:
                continue
            if target not in found:
                found[target] = []
                done.add(target)
                known.append(target)
            if source != target:
                found[target].append(source)
    return {target: tuple(sources) for target, sources in found.items()}
