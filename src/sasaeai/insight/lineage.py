"""つながりの線 as it is read: words as far as consent goes at this moment, what is not shown only counted."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.activities import queries as activities
from sasaeai.activities import signups
from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import queries as assets
from sasaeai.calc.lineage import Branch, runs
from sasaeai.insight import traces
from sasaeai.insight.telling import Rows, Told, told_of
from sasaeai.insight.traces import Trace
from sasaeai.journal import queries as journal
from sasaeai.journal import stories
from sasaeai.matching.models import Visit
from sasaeai.needs import issues
from sasaeai.needs import queries as needs
from sasaeai.needs.models import Issue, Need
from sasaeai.ui import dates
from sasaeai.visions import queries as visions
from sasaeai.visions.models import Goal, Measurement
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Voice

Thing: TypeAlias = Voice | Need | Issue | Activity


class Twig(NamedTuple):
    """An activity that branched off, and what branched off from it."""

    name: str
    url: str
    since: str
    below: list["Twig"]


class Moved(NamedTuple):
    """Somebody who took part; on paper only whom everybody may see."""

    name: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """A line as a page shows it; `shown` are the voices whose words stand on it."""

    title: str
    told: list[Told]
    twigs: list[Twig]
    shown: list[Voice]
    # How many of each kind lie on the line, also of what may not be read.
    counts: Mapping[str, int]
    heard_by: list[str]
    moved: list[Moved]
    goals: list[Goal]


def starts(viewer: Viewer) -> Mapping[str, Callable[[], QuerySet[Any]]]:
    """Return from which kinds of thing a line is followed, and what of each the viewer may read."""
    return {
        "voice": lambda: voices.visible_to(viewer),
        "need": lambda: needs.visible_to(viewer),
        "issue": lambda: issues.visible_to(viewer),
        "activity": lambda: activities.brief(viewer),
    }


def of(viewer: Viewer, kind: str, thing: Thing) -> Lineage:
    """Return the line through a voice, a need, an issue or an activity."""
    found = traces.trace(viewer, kind, thing.pk)
    rows = _read(viewer, found, f"{kind}:{thing.pk}")
    told = [one for run in runs(found.line.knots) for one in told_of(rows, run)]
    shown = [one.voice for one in told if one.voice]
    return Lineage(
        title=_("ひとつの声から") if kind == "voice" else str(thing),
        told=told,
        twigs=[_twig(rows, one) for one in found.line.branches],
        shown=shown,
        counts=Counter(one.kind for one in found.line.knots),
        heard_by=list(dict.fromkeys(one.heard_by.name for one in shown if one.heard_by)),
        moved=_moved(rows, found),
        goals=_goals(viewer, rows, found),
    )


def _read(viewer: Viewer, found: Trace, start: str) -> Rows:
    """Return what the viewer may read today of everything on a line, room by room."""
    rooms: dict[str, QuerySet[Any]] = {
        "voice": voices.visible_to(viewer),
        "need": needs.visible_to(viewer),
        "issue": issues.visible_to(viewer).annotate(
            needs_in=Count("needs", distinct=True), voices_in=Count("voices", distinct=True)
        ),
        "activity": activities.visible_to(viewer),
        "story": stories.visible_to(viewer),
        "asset": assets.brief(viewer),
        "measurement": Measurement.objects.select_related("indicator"),
    }
    by_kind = {
        kind: {row.pk: row for row in rows.filter(pk__in=found.ids[kind])}
        for kind, rows in rooms.items()
        if found.ids[kind]
    }
    logged = journal.counted(viewer).filter(activities__in=found.ids["activity"]).order_by()
    entries = logged.values("activities").annotate(number=Count("pk", distinct=True))
    visits = Visit.objects.filter(match__in=found.ids["match"], on__lte=viewer.today).order_by()
    done = visits.values("match").annotate(number=Count("pk")).values_list("match", "number")
    return Rows(
        start,
        by_kind,
        entries=dict(entries.values_list("activities", "number")),
        sessions=signups.counted(viewer, found.ids["activity"]),
        visits=dict(done),
    )


def _goals(viewer: Viewer, rows: Rows, found: Trace) -> list[Goal]:
    """Return the goals for which what lies on the line was done, as its meanings and stories tell."""
    ids = found.ids["goal"] | {
        story.goal_id for story in rows.by_kind.get("story", {}).values() if story.goal_id
    }
    return list(visions.visible_to(viewer).filter(pk__in=ids).order_by("order", "created_at"))


def _moved(rows: Rows, found: Trace) -> list[Moved]:
    """Return who took part, in the order of the line: bodies by name, people as a number, nobody ranked."""
    here = [rows.of(one) for one in found.line.knots if one.kind == "activity"]
    moved: dict[Moved, None] = {}
    for one in (activity for activity in here if activity):
        if one.organiser:
            is_public = one.organiser.visibility == Visibility.PUBLIC
            moved[Moved(one.organiser.name, is_public)] = None
        elif one.organiser_words:
            moved[Moved(one.organiser_words, one.visibility == Visibility.PUBLIC)] = None
    helpers = sum(one.kind == "match" for one in found.line.knots)
    told = _("引き受けてくださった方 %(number)s人") % {"number": helpers}
    return [*moved, *([Moved(told, True)] if helpers else [])]


def _twig(rows: Rows, branch: Branch) -> Twig:
    row: Activity | None = rows.of(branch.knot)
    day = branch.knot.day
    return Twig(
        row.name if row else _("名前を出せない活動"),
        reverse("insight:lineage", args=["activity", row.pk]) if row else "",
        _("%(day)sから") % {"day": dates.long_day(day)} if day else "",
        [_twig(rows, one) for one in branch.below],
    )
