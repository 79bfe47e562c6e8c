"""The place of an area in the tree: its path begins with that of the area above it.

「0001.0003.」 is the third area below the first one.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import (
    CharField,
    Count,
    F,
    IntegerField,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    Window,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, Left, LPad, Right, RowNumber
from django.utils.translation import gettext as _

from sasaeai.areas.models import Area
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held

WIDTH = 4  # digits of one step
MOST = 10**WIDTH - 1


def step(number: int) -> str:
    """Return the end of the path of an area that is the so-manyth below another."""
    return f"{number:0{WIDTH}d}."


def place(area: Area) -> None:
    """Give a new area its place, the last below its parent; nobody else does until the transaction ends."""
    if area.parent is None:
        raise DomainError(_("どの区域の下に置くかを選んでください。"))
    parent = _held({area.parent.pk: 1})[area.parent.pk]
    area.municipality_id = parent.municipality_id
    area.path = parent.path + step(_last([parent.pk]).get(parent.pk, 0) + 1)


def hold(rows: QuerySet[Any], above: str) -> None:
    """Keep the places below the areas that this column names for new areas, as many as there are rows."""
    many = rows.order_by().values(above).annotate(many=Count("pk"))
    _held({one[above]: one["many"] for one in many})


def below(above: str) -> Combinable:
    """Return, for rows with a `number`, the paths of new areas below those that this column names."""
    parent = Area.objects.filter(pk=OuterRef(above)).values("path")
    last = Area.objects.filter(parent=OuterRef(above)).order_by("-path").values("path")[:1]
    given = Left(Right(Subquery(last), WIDTH + 1), WIDTH)
    number = Coalesce(Cast(given, IntegerField()), 0) + Window(
        RowNumber(), partition_by=F(above), order_by="number"
    )
    digits = LPad(Cast(number, CharField()), WIDTH, Value("0"))
    return Concat(Subquery(parent), digits, Value("."), output_field=CharField())


def _held(wanted: Mapping[UUID, int]) -> dict[UUID, Area]:
    """Return areas below which so many new ones find a place, held."""
    parents, last = held(Area.objects.all(), wanted), _last(wanted)
    if parents.keys() != wanted.keys():
        raise DomainError(
            _("上の区域が、いまなくなりました。ページを開きなおして、もう一度ためしてください。")
        )
    for pk, many in wanted.items():
        if last.get(pk, 0) + many > MOST:
            raise DomainError(
                _(
                    "「%(name)s」の下に置ける区域は%(most)sまでです。地区などに分けて、その下に置いてください。"
                )
                % {"name": parents[pk].name, "most": f"{MOST:,}"}
            )
    return parents


def _last(parents: Iterable[UUID]) -> dict[UUID, int]:
    """Return the last step that was given below each of these areas."""
    below = Area.objects.filter(parent__in=[*parents]).order_by().values_list("parent")
    return {pk: int(path[-WIDTH - 1 : -1]) for pk, path in below.annotate(last=Max("path"))}
