"""The rows behind a figure as the viewer may read them; who may not read the words still sees that it counts."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from sasaeai.accounts.models import User
from sasaeai.activities.models import Activity
from sasaeai.areas import queries as areas
from sasaeai.areas.models import Posting
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import COORDINATORS
from sasaeai.assets.models import Asset
from sasaeai.base.paging import page_after
from sasaeai.journal import queries as journal
from sasaeai.journal.models import Entry, Story
from sasaeai.matching import queries as matching
from sasaeai.matching.models import Match
from sasaeai.needs import issues
from sasaeai.needs import queries as needs
from sasaeai.needs.models import Issue, Need
from sasaeai.organisations.models import Approach
from sasaeai.people import queries as people
from sasaeai.people.cards import Card
from sasaeai.people.models import Person
from sasaeai.ui import dates, wording
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Voice

LONG = 80


class Row(NamedTuple):
    """One thing that was counted."""

    title: str
    note: str
    url: str
    pk: UUID | None = None
    # What became of it since it was counted.
    mark: str = ""


class Behind(NamedTuple):
    """What stands behind a figure: how many, a page of them, whose words and cards are shown, how it goes on."""

    number: int
    rows: list[Row]
    voices: Collection[Voice] = ()
    cards: Sequence[Card] = ()
    after: str = ""


class Listing(NamedTuple):
    """How the rows of one table are listed: in which order, with what, and each as a row."""

    keys: tuple[str, ...]
    related: tuple[str, ...]
    shown: Callable[[Viewer, list[Any]], Behind]


def of(viewer: Viewer, rows: QuerySet[Any], *, after: str = "") -> Behind:
    """Return a page of what was counted, and how many there are; raises DomainError for a page that is none of ours."""
    listing = _LISTED[rows.model]
    page = page_after(_with_related(rows, listing), after, keys=listing.keys)
    found = listing.shown(viewer, page.rows)
    return found._replace(number=rows.count(), after=page.after)


def listed(viewer: Viewer, model: type[Any], numbers: Sequence[UUID]) -> Behind:
    """Return the rows of these numbers in their order, as far as they are there."""
    listing = _LISTED[model]
    there = _with_related(model.objects.filter(pk__in=numbers), listing).in_bulk()
    return listing.shown(viewer, [there[pk] for pk in numbers if pk in there])


def _with_related(rows: QuerySet[Any], listing: Listing) -> QuerySet[Any]:
    borders = [f"{one}__boundary" for one in listing.related if one.endswith("area")]
    return rows.select_related(*listing.related).defer(*borders)


def _read(rows: list[Any], visible: QuerySet[Any]) -> dict[UUID, Any]:
    """Return by number those of the rows that the viewer may read."""
    return {one.pk: one for one in visible.filter(pk__in=[row.pk for row in rows])}


def _told(one: Any, title: str, note: str, *, read: Collection[UUID], hidden: str) -> Row:  # noqa: ANN401 -- a row of any table
    """Return a row with its words and its address where they may be read, else with who may."""
    if one.pk in read:
        return Row(title, note, one.get_absolute_url(), one.pk)
    return Row(hidden, note, "", one.pk)


def _entries(viewer: Viewer, rows: list[Entry]) -> Behind:
    read = journal.readable_among(viewer, rows)
    return Behind(
        0,
        [
            _told(
                one,
                one.words or str(one.means),
                wording.told([dates.full_day(one.on), one.area.name, str(one.means)]),
                read=read,
                hidden=_("書いた所属先の方が読めます。"),
            )
            for one in rows
        ],
    )


def _voices(viewer: Viewer, rows: list[Voice]) -> Behind:
    read = _read(rows, voices.visible_to(viewer))
    return Behind(
        0,
        [
            _told(
                one,
                Truncator(one.words).chars(LONG),
                wording.told([dates.full_day(one.heard_on), one.area.name]),
                read=read,
                hidden=_("聴いた所属先の方が読めます。"),
            )
            for one in rows
        ],
        voices=list(read.values()),
    )


def _needs(viewer: Viewer, rows: list[Need]) -> Behind:
    read, hidden = _read(rows, needs.visible_to(viewer)), _("受けた所属先の方が読めます。")
    return Behind(
        0,
        [
            _told(
                one,
                one.what,
                wording.told([one.area.name, one.get_state_display()]),
                read=read,
                hidden=hidden,
            )
            for one in rows
        ],
    )


def _matches(viewer: Viewer, rows: list[Match]) -> Behind:
    read = _read(rows, matching.visible_to(viewer))
    return Behind(
        0,
        [
            _told(
                one,
                one.need.what,
                wording.told([one.need.area.name, one.get_state_display()]),
                read=read,
                hidden=_("お願いした所属先の方が読めます。"),
            )
            for one in rows
        ],
    )


def _people(viewer: Viewer, rows: list[Person]) -> Behind:
    read = _read(rows, people.visible_to(viewer))
    cards = people.cards(viewer, read.values())
    known = sorted(Row(card.called, card.area.name, card.url, card.id) for card in cards)
    hidden = _("記録した所属先の方が見られます。")
    rest = [Row(hidden, "", "", one.pk) for one in rows if one.pk not in read]
    return Behind(0, [*known, *rest], cards=cards)


def _assets(_viewer: Viewer, rows: list[Asset]) -> Behind:
    return Behind(
        0,
        [
            Row(one.name, one.area.name, "" if one.retired_on else one.get_absolute_url(), one.pk)
            for one in rows
        ],
    )


def _stories(_viewer: Viewer, rows: list[Story]) -> Behind:
    """Return stories; whoever reports reads those of every visibility."""
    told = [wording.told([dates.full_day(one.on), one.area.name]) for one in rows]
    return Behind(
        0,
        [
            Row(one.title, note, one.get_absolute_url(), one.pk)
            for one, note in zip(rows, told, strict=True)
        ],
    )


def _activities(_viewer: Viewer, rows: list[Activity]) -> Behind:
    told = [wording.told([one.area.name, one.get_state_display()]) for one in rows]
    return Behind(
        0,
        [Row(one.name, note, one.get_absolute_url()) for one, note in zip(rows, told, strict=True)],
    )


def _approaches(_viewer: Viewer, rows: list[Approach]) -> Behind:
    return Behind(
        0,
        [
            Row(
                wording.placed(one.about, one.organisation.name),
                one.get_state_display(),
                one.organisation.get_absolute_url(),
            )
            for one in rows
        ],
    )


def _issues(viewer: Viewer, rows: list[Issue]) -> Behind:
    read, hidden = _read(rows, issues.visible_to(viewer)), _("まとめた所属先の方が読めます。")
    return Behind(
        0,
        [_told(one, one.title, one.area.name, read=read, hidden=hidden) for one in rows],
    )


def _posted(viewer: Viewer, rows: list[User]) -> Behind:
    """Return coordinators with where they are posted."""
    held: dict[UUID, list[Posting]] = {}
    posted = areas.postings(viewer).filter(user__in=rows, role__in=COORDINATORS)
    for one in posted.order_by("since", "pk"):
        held.setdefault(one.user_id, []).append(one)
    return Behind(0, [Row(one.name, _postings(held.get(one.pk, [])), "") for one in rows])


def _postings(held: list[Posting]) -> str:
    return wording.told(wording.placed(one.get_role_display(), one.area.name) for one in held)


_LISTED: dict[Any, Listing] = {
    Entry: Listing(("newest_first", "id"), ("area", "means"), _entries),
    Voice: Listing(("newest_first", "id"), ("area",), _voices),
    Need: Listing(("created_at", "id"), ("area",), _needs),
    Match: Listing(("asked_on", "id"), ("need__area",), _matches),
    Person: Listing(("id",), (), _people),
    Asset: Listing(("name", "id"), ("area",), _assets),
    Story: Listing(("on", "id"), ("area",), _stories),
    Activity: Listing(("name", "id"), ("area",), _activities),
    Approach: Listing(("created_at", "id"), ("organisation",), _approaches),
    Issue: Listing(("created_at", "id"), ("area",), _issues),
    User: Listing(("name", "id"), (), _posted),
}
