"""What the records of a whole town tell of the grants' items in a 年度; official points are never reckoned."""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
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
    """How many records tell of an item, what they are, and where just these are listed."""

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


def _writers(viewer: Viewer, period: Period, code: str) -> QuerySet[User]:
    return User.objects.filter(pk__in=_entries(viewer, period, code).order_by().values("by"))


def _posted(viewer: Viewer, period: Period) -> QuerySet[User]:
    posted = Posting.objects.filter(
        municipality_id=viewer.municipality, role__in=COORDINATORS, since__lte=period.until
    )
    return User.objects.filter(pk__in=posted.exclude(until__lt=period.since).values("user"))


def _written(model: Any, viewer: Viewer, period: Period, **more: Any) -> QuerySet[Any]:  # noqa: ANN401 -- tables and their columns
    rows: QuerySet[Any] = model.objects.filter(municipality_id=viewer.municipality, **more)
    return rows.filter(created_at__date__range=period)


COUNTED: dict[str, tuple[str | Promise, Count]] = {
    "assets.created": (
        _("新しく作った資源"),
        lambda viewer, period: _written(Asset, viewer, period, origin=Asset.Origin.CREATED),
    ),
    "activities.begun": (
        _("この年度に書いた活動"),
        lambda viewer, period: _written(Activity, viewer, period),
    ),
    "people.care_conf": (
        _("地域ケア会議に出たコーディネーター"),
        lambda viewer, period: _writers(viewer, period, "care_conf"),
    ),
    "people.coordinators": (_("配置されているコーディネーター"), _posted),
    "approaches": (
        _("団体のページに書いた働きかけ"),
        lambda viewer, period: _written(Approach, viewer, period),
    ),
    "voices": (
        _("聴いた声"),
        lambda viewer, period: Voice.objects.filter(
            municipality_id=viewer.municipality, heard_on__range=period, withdrawn_on=None
        ),
    ),
    "needs": (_("受けたニーズ"), lambda viewer, period: _written(Need, viewer, period)),
    "issues": (_("まとめた地域課題"), lambda viewer, period: _written(Issue, viewer, period)),
}
TYPES = "types."


def rows(viewer: Viewer, period: Period, key: str) -> QuerySet[Any]:
    """Return the records that one key of the items counts; raises LookupError for a key that none has."""
    if key not in {one for item in indicators.items() for one in item.figures}:
        raise LookupError(key)
    if key.startswith(TYPES):
        return _entries(viewer, period, key.removeprefix(TYPES))
    return COUNTED[key][1](viewer, period)


def labels(viewer: Viewer) -> dict[str, str]:
    """Return what the records of each key are called: entries by the town's own name of their type."""
    types = [term for term in queries.terms(viewer) if term.kind == Kind.SC_ACTIVITY_TYPE]
    called = {f"{TYPES}{term.code}": str(term) for term in types}
    return called | {key: str(label) for key, (label, _count) in COUNTED.items()}


def label(viewer: Viewer, key: str) -> str:
    """Return what the records of one key are called."""
    return labels(viewer).get(key, key.removeprefix(TYPES))


def answered(viewer: Viewer, year: int, period: Period) -> list[Answered]:
    """Return the items of a 年度 with the town's answers and records."""
    given, named = queries.evidence(viewer, year), labels(viewer)

    def record(key: str) -> Record:
        url = f"{reverse('reports:records')}?{urlencode({'year': year, 'record': key})}"
        called = named.get(key, key.removeprefix(TYPES))
        return Record(called, rows(viewer, period, key).count(), url)

    return [
        Answered(
            item,
            given.get(item.code) or Evidence(item=item.code, year=year),
            [record(key) for key in item.figures],
        )
        for item in indicators.of_year(*period)
    ]
