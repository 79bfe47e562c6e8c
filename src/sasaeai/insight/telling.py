"""How the knots of a line are told: the first few of a kind one by one, of the rest how many there are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.areas.visibility import Visibility
from sasaeai.calc.lineage import Knot
from sasaeai.ui import dates, wording
from sasaeai.voices.models import Reach, Voice

# So many of one kind in a row are told one by one.
TOLD = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One knot of the thread; see `insight/parts/thread.html`."""

    verb: str
    icon: str
    when: str
    title: str = ""
    text: str = ""
    words: str = ""
    url: str = ""
    now: bool = False
    voice: Voice | None = None
    # Whether everybody may read it: paper goes anywhere.
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """What the viewer may read of a line, by kind and number; of what was written down only how much."""

    start: str
    by_kind: Mapping[str, Mapping[UUID, Any]]
    entries: Mapping[UUID, int] = field(default_factory=dict)
    # Of each activity how many dates there were, and how many people signed up to them.
    sessions: Mapping[UUID, tuple[int, int]] = field(default_factory=dict)
    visits: Mapping[UUID, int] = field(default_factory=dict)

    def of(self, knot: Knot) -> Any:  # noqa: ANN401 -- a row of whichever room it is of
        """Return the row behind a knot; None where the viewer may not read it."""
        return self.by_kind.get(knot.kind, {}).get(number_of(knot))


class Sort(NamedTuple):
    """How one kind of thing is told: `tell` gives the values of one, `rest` names the others."""

    verb: str
    icon: str
    said: str | Promise
    tell: Callable[[Any], Mapping[str, Any]]
    rest: str | Promise
    # Where none of them is told.
    only: str | Promise
    why: str | Promise = ""


def number_of(knot: Knot) -> UUID:
    """Return the number of the row behind a knot."""
    return UUID(knot.id.partition(":")[2])


def told_of(rows: Rows, run: Sequence[Knot]) -> list[Told]:
    """Return what a line tells of knots of one kind that follow each other."""
    if run[0].kind == "match":
        return [_counted("connect", "hand", gettext_lazy("つながる"), run[0], PROMISED, len(run))]
    if run[0].kind == "entries":
        number = sum(rows.entries.get(number_of(knot), 0) for knot in run)
        return [_counted("reflect", "reflect", gettext_lazy("記録する"), run[-1], LOGGED, number)]
    if run[0].kind == "visits":
        number = sum(rows.visits.get(number_of(knot), 0) for knot in run)
        return [_counted("connect", "hand", gettext_lazy("つながる"), run[-1], VISITED, number)]
    if run[0].kind == "sessions":
        return [_sessions(rows, run)]
    return _one_by_one(rows, run, SORTS[run[0].kind])


def _sessions(rows: Rows, run: Sequence[Knot]) -> Told:
    """Tell how often people came together, and how many had signed up, all dates together."""
    counts = [rows.sessions.get(number_of(knot), (0, 0)) for knot in run]
    days, people = (sum(one) for one in zip(*counts, strict=True))
    title = _("%(days)s回、のべ%(people)s人") if days > 1 else _("%(days)s回、%(people)s人")
    return Told(
        "grow", "cup", _when(gettext_lazy("集まる"), run[-1]),
        title % {"days": days, "people": people},
        _("申し込みの日に、申し込まれた方の数です。"), is_public=True,
    )  # fmt: skip


def _one_by_one(rows: Rows, run: Sequence[Knot], sort: Sort) -> list[Told]:
    """Tell the first few of a run that may be read; what the line was asked of is among them."""
    readable = [knot for knot in run if rows.of(knot) is not None]
    # A stable sort: what was asked of comes first, the others stay in their order.
    chosen = {knot.id for knot in sorted(readable, key=lambda knot: knot.id != rows.start)[:TOLD]}
    told = [
        Told(
            verb=sort.verb, icon=sort.icon, when=_when(sort.said, knot), now=knot.id == rows.start,
            **sort.tell(rows.of(knot)),
        )
        for knot in run
        if knot.id in chosen
    ]  # fmt: skip
    left = [knot for knot in run if knot.id not in chosen]
    if not left:
        return told
    title = sort.rest if told else sort.only
    rest = _counted(sort.verb, sort.icon, sort.said, left[-1], title, len(left))
    return [*told, Told(rest.verb, rest.icon, rest.when, rest.title, str(sort.why))]


def _counted(
    verb: str, icon: str, said: str | Promise, knot: Knot, title: str | Promise, number: int
) -> Told:
    told = str(title) % {"number": number}
    return Told(verb, icon, _when(said, knot), told, is_public=knot.kind in COUNTED_FOR_ALL)


def _when(verb: str | Promise, knot: Knot) -> str:
    if knot.day is None:
        return str(verb)
    return _("%(verb)s　%(day)s") % {"verb": verb, "day": _day(knot.day)}


def _day(day: date) -> str:
    return dates.long_day(day)


def _voice(voice: Voice) -> Mapping[str, Any]:
    heard = voice.heard_by and _("聴いた人：%(name)s") % {"name": voice.heard_by.name}
    return {
        "words": voice.words,
        "text": wording.told([part for part in (voice.area.name, heard) if part]),
        "url": voice.get_absolute_url(),
        "voice": voice,
        "is_public": voice.reach == Reach.PUBLIC,
    }


def _need(need: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- a need
    text = wording.told([need.area.name, need.get_state_display()])
    return {"title": need.what, "text": text, "url": need.get_absolute_url()}


def _issue(issue: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- an issue with its counts
    values = {"needs": issue.needs_in, "voices": issue.voices_in}
    return {
        "title": issue.title,
        "text": _("ニーズ%(needs)s件と声%(voices)s件を、地域の課題にまとめました。") % values,
        "url": issue.get_absolute_url(),
        "is_public": True,
    }


def _asset(asset: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- an asset
    return {
        "title": asset.name,
        "text": wording.told([asset.area.name, asset.get_kind_display()]),
        "url": asset.get_absolute_url(),
        "is_public": asset.visibility == Visibility.PUBLIC,
    }


def _activity(activity: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- an activity
    return {
        "title": activity.name,
        "text": wording.told([activity.area.name, activity.get_state_display()]),
        "url": activity.get_absolute_url(),
        "is_public": activity.visibility == Visibility.PUBLIC,
    }


def _story(story: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- a story
    return {
        "title": story.title,
        "text": story.changed or story.happened,
        "url": story.get_absolute_url(),
        "is_public": story.visibility == Visibility.PUBLIC,
    }


def _measurement(measured: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- a measurement
    indicator = measured.indicator
    values = {"value": f"{measured.value.normalize():f}", "of": measured.of, "unit": indicator.unit}
    whole = _("%(value)s ／ %(of)s%(unit)s") if measured.of else _("%(value)s%(unit)s")
    return {
        "title": indicator.name,
        "text": whole % values,
        "url": reverse("visions:goal", args=[indicator.goal_id]),
        "is_public": True,
    }


COUNTED_FOR_ALL = ("match", "visits")
VISITED = gettext_lazy("%(number)s回、行われました")
PROMISED = gettext_lazy("%(number)s件、引き受けてくださいました")
LOGGED = gettext_lazy("日々の記録が%(number)s件")
SORTS: Mapping[str, Sort] = {
    "voice": Sort(
        "listen", "listen", gettext_lazy("聴く"), _voice, gettext_lazy("ほかに声が%(number)s件"), gettext_lazy("声が%(number)s件"),
        gettext_lazy(
            "言葉は、出してよいと聞いた分だけを出しています。数は、取り下げられたあとも残します。"
        ),
    ),
    "need": Sort(
        "connect", "connect", gettext_lazy("つなぐ"), _need,
        gettext_lazy("ほかにニーズが%(number)s件"), gettext_lazy("ニーズが%(number)s件"),
    ),
    "issue": Sort(
        "discuss", "discuss", gettext_lazy("似た声が集まる"), _issue,
        gettext_lazy("ほかに地域課題が%(number)s件"), gettext_lazy("地域課題が%(number)s件"),
    ),
    "asset": Sort(
        "discover", "discover", gettext_lazy("探す"), _asset,
        gettext_lazy("ほかにあるものが%(number)s件"), gettext_lazy("あるものが%(number)s件"),
    ),
    "activity": Sort(
        "grow", "grow", gettext_lazy("育てる"), _activity,
        gettext_lazy("ほかに活動が%(number)s件"), gettext_lazy("活動が%(number)s件"),
    ),
    "measurement": Sort(
        "reflect", "reflect", gettext_lazy("はかる"), _measurement,
        gettext_lazy("ほかにはかった数が%(number)s件"), gettext_lazy("はかった数が%(number)s件"),
    ),
    "story": Sort(
        "reflect", "reflect", gettext_lazy("ふりかえる"), _story,
        gettext_lazy("ほかに物語が%(number)s件"), gettext_lazy("物語が%(number)s件"),
    ),
}  # fmt: skip
