"""The areas with their people, and who is posted where, as files."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.accounts.models import User
from sasaeai.areas import queries
from sasaeai.areas.models import Area, Municipality
from sasaeai.areas.queries import People
from sasaeai.areas.viewer import Viewer
from sasaeai.paper.files import Column


class Place(NamedTuple):
    """An area, what the town calls its level, and its people in the newest year."""

    area: Area
    level: str
    above: str
    year: int | None
    aged: int | None
    whole: int | None
    source: str


class Work(NamedTuple):
    """One posting of one account; of an account without any, only whose it is."""

    user: User
    role: str = ""
    area: str = ""
    employer: str = ""
    since: date | None = None
    until: date | None = None


def places(viewer: Viewer) -> Iterator[Place]:
    """Yield the town's areas, each below the one it lies in."""
    names = queries.level_names(viewer.municipality)
    year = queries.latest_year(viewer.municipality)
    people: Mapping[UUID, People] = queries.aged_by_area(viewer, year=year) if year else {}
    for area in queries.visible_to(viewer):
        above = area.parent.name if area.parent else ""
        known = people.get(area.pk)
        counted = (year, *known) if known else (None, None, None, "")
        yield Place(area, names[area.level], above, *counted)


def works(viewer: Viewer, municipality: Municipality) -> Iterator[Work]:
    """Yield every posting of every account; an account that was never posted stands once."""
    for user in queries.staff(viewer):
        postings = user.postings.all()
        if not postings:
            yield Work(user)
        for one in postings:
            role = municipality.role_name(one.role)
            employer = one.employer.name if one.employer else ""
            yield Work(user, role, one.area.name, employer, one.since, one.until)


PLACES: tuple[Column[Place], ...] = (
    Column(
        gettext_lazy("番号"),
        lambda one: str(one.area.pk),
        gettext_lazy("この仕組みでの番号（変わりません）"),
    ),
    Column(gettext_lazy("名前"), lambda one: one.area.name),
    Column(gettext_lazy("ふりがな"), lambda one: one.area.kana),
    Column(gettext_lazy("段階"), lambda one: one.level),
    Column(gettext_lazy("上の区域"), lambda one: one.above),
    Column(gettext_lazy("コード"), lambda one: one.area.code),
    Column(gettext_lazy("はじまり"), lambda one: one.area.since),
    Column(gettext_lazy("おわり"), lambda one: one.area.until),
    Column(gettext_lazy("人口の年"), lambda one: one.year),
    Column(gettext_lazy("人口"), lambda one: one.whole),
    Column(
        gettext_lazy("65歳以上"),
        lambda one: one.aged,
        gettext_lazy("65歳をまたぐ年齢の区切りがあるときは空です"),
    ),
    Column(gettext_lazy("人口の出どころ"), lambda one: one.source),
)
WORKS: tuple[Column[Work], ...] = (
    Column(gettext_lazy("職員番号"), lambda one: one.user.staff_id),
    Column(gettext_lazy("名前"), lambda one: one.user.name),
    Column(gettext_lazy("メールアドレス"), lambda one: one.user.email),
    Column(
        gettext_lazy("アカウント"),
        lambda one: _("使用中") if one.user.is_active else _("閉じている"),
    ),
    Column(gettext_lazy("役割"), lambda one: one.role),
    Column(gettext_lazy("区域"), lambda one: one.area),
    Column(gettext_lazy("所属先"), lambda one: one.employer),
    Column(gettext_lazy("いつから"), lambda one: one.since),
    Column(gettext_lazy("いつまで"), lambda one: one.until),
)
