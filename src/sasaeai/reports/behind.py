"""The rows behind a figure as the viewer may read them; who may not read the words still sees that it counts."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.assets.models import Asset
from sasaeai.journal.models import Entry, Story
from sasaeai.matching import queries as matching
from sasaeai.matching.models import Match
from sasaeai.needs import queries as needs
from sasaeai.needs.models import Need
from sasaeai.people import queries as people
from sasaeai.people.cards import Card
from sasaeai.people.models import Person
from sasaeai.reports import counting, rules
from sasaeai.reports.scopes import Scope
from sasaeai.ui import dates, wording
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Voice

SHOWN = 100
LONG = 80


class Row(NamedTuple):
    """One thing that was counted."""

    title: str
    note: str
    url: str


class Behind(NamedTuple):
    """What stands behind a figure: how many, the first of them, and whose words and cards are shown."""

    number: int
    rows: list[Row]
    voices: Collection[Voice] = ()
    cards: Sequence[Card] = ()


def of(viewer: Viewer, scope: Scope, key: str) -> Behind:
    """Return what stands behind a figure; raises LookupError for a key that names none."""
    rows = counting.behind(scope, key)
    found: Behind = _LISTED[rows.model](viewer, rows)
    return found._replace(number=rows.count())


def _readable(rows: QuerySet[Any], visible: QuerySet[Any]) -> tuple[list[Any], dict[UUID, Any]]:
    """Return the first rows, and by number those that the viewer may read."""
    first = list(rows[:SHOWN])
    return first, {one.pk: one for one in visible.filter(pk__in=[row.pk for row in first])}


def _entries(viewer: Viewer, rows: QuerySet[Entry]) -> Behind:
    own = {post.employer for post in rules.posts(viewer)}
    first = rows.select_related("area", "means").order_by("newest_first", "id")[:SHOWN]
    return Behind(
        0,
        [
            Row(
                (one.words or str(one.means))
                if one.employer_id in own or one.reach == Entry.Reach.STAFF
                else _("書いた所属先の方が読めます。"),
                wording.told([dates.full_day(one.on), one.area.name, str(one.means)]),
                "",
            )
            for one in first
        ],
    )


def _voices(viewer: Viewer, rows: QuerySet[Voice]) -> Behind:
    ordered = rows.select_related("area").order_by("newest_first", "id")
    first, read = _readable(ordered, voices.visible_to(viewer))
    return Behind(
        0,
        [
            Row(
                Truncator(one.words).chars(LONG)
                if one.pk in read
                else _("聴いた所属先の方が読めます。"),
                wording.told([dates.full_day(one.heard_on), one.area.name]),
                one.get_absolute_url() if one.pk in read else "",
            )
            for one in first
        ],
        voices=list(read.values()),
    )


def _needs(viewer: Viewer, rows: QuerySet[Need]) -> Behind:
    ordered = rows.select_related("area").order_by("created_at", "id")
    first, read = _readable(ordered, needs.visible_to(viewer))
    return Behind(
        0,
        [
            Row(
                one.what if one.pk in read else _("受けた所属先の方が読めます。"),
                wording.told([one.area.name, one.get_state_display()]),
                one.get_absolute_url() if one.pk in read else "",
            )
            for one in first
        ],
    )


def _matches(viewer: Viewer, rows: QuerySet[Match]) -> Behind:
    ordered = rows.select_related("need__area").order_by("asked_on", "id")
    first, read = _readable(ordered, matching.visible_to(viewer))
    return Behind(
        0,
        [
            Row(
                one.need.what if one.pk in read else _("お願いした所属先の方が読めます。"),
                wording.told([one.need.area.name, one.get_state_display()]),
                one.get_absolute_url() if one.pk in read else "",
            )
            for one in first
        ],
    )


def _people(viewer: Viewer, rows: QuerySet[Person]) -> Behind:
    first, read = _readable(rows.order_by("pk"), people.visible_to(viewer))
    cards = people.cards(viewer, read.values())
    known = sorted(Row(card.called, card.area.name, card.url) for card in cards)
    hidden = Row(_("記録した所属先の方が見られます。"), "", "")
    return Behind(0, [*known, *[hidden] * (len(first) - len(known))], cards=cards)


def _assets(viewer: Viewer, rows: QuerySet[Asset]) -> Behind:
    first = rows.select_related("area").order_by("name", "id")[:SHOWN]
    return Behind(
        0,
        [
            Row(one.name, one.area.name, "" if one.retired_on else one.get_absolute_url())
            for one in first
        ],
    )


def _stories(viewer: Viewer, rows: QuerySet[Story]) -> Behind:
    first = rows.select_related("area").order_by("-on", "id")[:SHOWN]
    return Behind(
        0,
        [
            Row(one.title, wording.told([dates.full_day(one.on), one.area.name]), "")
            for one in first
        ],
    )


_LISTED: dict[Any, Any] = {
    Entry: _entries,
    Voice: _voices,
    Need: _needs,
    Match: _matches,
    Person: _people,
    Asset: _assets,
    Story: _stories,
}
