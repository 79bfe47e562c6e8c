"""One door for command and page: read a file, hold it against the town, take it in."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from sasaeai.areas import actions as areas
from sasaeai.areas.models import Municipality
from sasaeai.audit.actor import MACHINE, Actor
from sasaeai.base.errors import DomainError
from sasaeai.exchange import actions, gazette, landmarks, lists, outlines, populations, queries
from sasaeai.exchange.models import Import, Kind
from sasaeai.exchange.previews import Choice, Preview
from sasaeai.exchange.readers import plan
from sasaeai.exchange.readers.prefectures import PREFECTURES
from sasaeai.exchange.readers.readings import Reading, Report, quietly
from sasaeai.exchange.readers.whose import Whose
from sasaeai.vocabulary import actions as vocabulary

_OTHERWISE: dict[str, Callable[[Reading, Choice, Municipality], Preview]] = {
    Kind.BOUNDARIES: outlines.preview,
    Kind.TOWNS: gazette.preview,
    Kind.LANDMARKS: landmarks.preview,
    Kind.POPULATION: populations.preview,
}


def read(choice: Choice, data: bytes, town: Municipality, *, report: Report = quietly) -> Reading:
    """Return what a file holds; rows without a point are placed by the town's own 町丁."""
    towns = () if choice.kind in _OTHERWISE else queries.ground(town).towns()
    return plan.read(
        choice.kind,
        choice.file_name,
        data,
        whose=Whose(town.code, town.name, towns),
        mapping=choice.mapping or queries.mapping(town.pk, choice.kind, choice.source),
        report=report,
    )


def compare(
    choice: Choice, reading: Reading, town: Municipality, *, report: Report = quietly
) -> Preview:
    """Return what a file that was read would change in a town; nothing is written."""
    otherwise = _OTHERWISE.get(choice.kind)
    if otherwise:
        return otherwise(reading, choice, town)
    return lists.preview(reading, choice, town, report)


def preview(
    choice: Choice, data: bytes, town: Municipality, *, report: Report = quietly
) -> Preview:
    """Return what taking a file in would do; `Refused` says why it cannot be taken."""
    reading = read(choice, data, town, report=report)
    return compare(choice, reading, town, report=report)


def write(actor: Actor, choice: Choice, data: bytes, found: Preview) -> Import:
    """Write what a file that was held against the town says; all of it or nothing.

    Only the writing itself is one transaction, so that nobody waits while the file is gone through.
    """
    made = actions.note_brought(actor, choice, data)
    try:
        actions.note_read(made, found)
        return actions.apply(actor, made)
    except DomainError:
        actions.forget(made)
        raise


@transaction.atomic
def take_in_first(choice: Choice, data: bytes, town: Municipality, reading: Reading) -> Preview:
    """Found a town for what was read of its first file, and write that; both or nothing."""
    town.prefecture = PREFECTURES[int(town.code[:2]) - 1]
    areas.found(MACHINE, town, since=timezone.localdate())
    vocabulary.load_national(MACHINE, town)
    found = compare(choice, reading, town)
    here = Actor(municipality=town.pk)
    write(here, choice, data, found)
    return found
