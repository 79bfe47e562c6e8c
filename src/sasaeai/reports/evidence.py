"""What the records of a whole town tell of the grants' items in a 年度; official points are never reckoned."""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Posting
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import COORDINATORS
from sasaeai.assets.models import Asset
from sasaeai.calc.periods import Period
from sasaeai.journal.models import Entry
from sasaeai.needs.models import Issue, Need
from sasaeai.organisations.models import Approach
from sasaeai.reports import indicators, queries
from sasaeai.reports.indicators import Item
from sasaeai.reports.models import Evidence
from sasaeai.vocabulary.models import Kind
from sasaeai.voices.models import Voice


class Record(NamedTuple):
    """How many records tell of an item, what they are, and where they are listed."""

    label: str
    number: int
    url: str


class Answered(NamedTuple):
    """An item with the town's answer, or one not given yet, and its records."""

    item: Item
    answer: Evidence
    records: list[Record]


Count = Callable[[Viewer, Period], QuerySet[Any]]


def _entries(viewer: Viewer, period: Period, code: str) -> QuerySet[Entry]:
    kind = Q(types__kind=Kind.SC_ACTIVITY_TYPE, types__code=code)
    return Entry.objects.filter(kind, municipality_id=viewer.municipality, on__range=period)


def _posted(viewer: Viewer, period: Period) -> QuerySet[Any]:
    posted = Posting.objects.filter(
        municipality_id=viewer.municipality, role__in=COORDINATORS, since__lte=period.until
    )
    return posted.exclude(until__lt=period.since).order_by().values("user").distinct()


def _written(model: Any, viewer: Viewer, period: Period, **more: Any) -> QuerySet[Any]:  # noqa: ANN401 -- tables and their columns
    rows: QuerySet[Any] = model.objects.filter(municipality_id=viewer.municipality, **more)
    return rows.filter(created_at__date__range=period)


COUNTED: dict[str, tuple[str | Promise, str, Count]] = {
    "assets.created": (
        _("新しく作った資源"),
        "assets:list",
        lambda viewer, period: _written(Asset, viewer, period, origin=Asset.Origin.CREATED),
    ),
    "activities.begun": (
        _("この年度に書いた活動"),
        "activities:list",
        lambda viewer, period: _written(Activity, viewer, period),
    ),
    "people.care_conf": (
        _("地域ケア会議に出たコーディネーター"),
        "areas:staff",
        lambda viewer, period: (
            _entries(viewer, period, "care_conf").order_by().values("by").distinct()
        ),
    ),
    "people.coordinators": (_("配置されているコーディネーター"), "areas:staff", _posted),
    "approaches": (
        _("団体への働きかけ"),
        "organisations:approaches",
        lambda viewer, period: _written(Approach, viewer, period),
    ),
    "voices": (
        _("聴いた声"),
        "voices:list",
        lambda viewer, period: Voice.objects.filter(
            municipality_id=viewer.municipality, heard_on__range=period, withdrawn_on=None
        ),
    ),
    "needs": (
        _("受けたニーズ"),
        "needs:list",
        lambda viewer, period: _written(Need, viewer, period),
    ),
    "issues": (
        _("まとめた地域課題"),
        "needs:issues",
        lambda viewer, period: _written(Issue, viewer, period),
    ),
}


def answered(viewer: Viewer, year: int, period: Period) -> list[Answered]:
    """Return the items of a 年度 with the town's answers and records."""
    given = queries.evidence(viewer, year)
    types = {
        term.code: term for term in queries.terms(viewer) if term.kind == Kind.SC_ACTIVITY_TYPE
    }

    def record(key: str) -> Record:
        if not key.startswith("types."):
            label, name, count = COUNTED[key]
            return Record(str(label), count(viewer, period).count(), reverse(name))
        code = key.removeprefix("types.")
        asked = {"since": period.since.isoformat(), "until": period.until.isoformat()}
        if code in types:
            asked["type"] = str(types[code].pk)
        url = f"{reverse('journal:list')}?{urlencode(asked)}"
        label = str(types.get(code, code))
        return Record(label, _entries(viewer, period, code).count(), url)

    return [
        Answered(
            item,
            given.get(item.code) or Evidence(item=item.code, year=year),
            [record(key) for key in item.figures],
        )
        for item in indicators.of_year(*period)
    ]
