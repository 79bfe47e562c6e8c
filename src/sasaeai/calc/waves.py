"""Asking in waves: a few at once, and the next ones only when those have answered.

Whoever is asked too often falls silent, and whoever says yes to a place that is filled already was
asked in vain; so no more are asked than are needed to wait for.
"""

from collections.abc import Collection, Hashable, Iterable
from typing import TypeVar

from sasaeai.calc.refusal import Refusal, gettext_noop

Whom = TypeVar("Whom", bound=Hashable)


def next_wave(
    order: Iterable[Whom],
    asked: Collection[Whom],
    waiting: int,
    size: int,
    *,
    has_agreed: bool = False,
) -> list[Whom]:
    """Return whom to ask now, best first, so that `size` of them wait for an answer at once.

    `order` is everybody who could, best first; `asked` are those asked before, whatever they said,
    of whom so many are `waiting`, who have not answered. Nobody is asked once somebody has agreed.
    Raises Refusal for a size below 1.
    """
    if size < 1:
        raise Refusal(gettext_noop("いちどにたのむ人数は、1人以上にしてください。"))
    room = 0 if has_agreed else max(0, size - waiting)
    before = set(asked)
    return [whom for whom in order if whom not in before][:room]
