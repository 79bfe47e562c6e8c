"""Lists of places that look like something else: outlines of areas, care providers, gatherings."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.exchange.readers import cells, columns
from sasaeai.exchange.readers.columns import Columns
from sasaeai.exchange.readers.messages import Level, Message, Refused, about_file, quoted
from sasaeai.exchange.readers.prefectures import PREFECTURES
from sasaeai.exchange.readers.tables import Table

# What outlines of areas do not say, and lists of places do.
_TOLD = (
    "address", "address_town", "address_number", "postal_code", "phone", "email", "url", "category",
    "hours", "days", "capacity", "description", "organisation", "contact",
)  # fmt: skip
_AREA = re.compile(
    rf"(?:{'|'.join(PREFECTURES)}).*|.*(?:[都道府県市区町村郡字]|丁目|地区|圏域|学区|校区|区域|地域)"
)
_CARE: Sequence[tuple[str, ...]] = (("provider_number",), ("category",))
_GATHERINGS: Sequence[tuple[str, ...]] = (("days", "frequency"), ("venue", "who", "name"))
_LIKE: Sequence[tuple[str, Sequence[tuple[str, ...]], Level, Promise]] = (
    (
        "care-providers",
        _CARE,
        "info",
        gettext_lazy(
            "%(heads)sの列があるので、介護サービス事業所の一覧かもしれません。"
            "そうなら、種類で「介護サービス事業所」を選ぶと、同じ事業所のサービスが1つの場所にまとまります。"
        ),
    ),
    (
        "gatherings",
        _GATHERINGS,
        "warning",
        gettext_lazy(
            "%(heads)sの列があるので、通いの場の一覧のようです。このまま取り込むと、場所として入ります。"
            "通いの場なら、種類で「通いの場」を選んで、もう一度取り込んでください。"
        ),
    ),
)


def outlines(table: Table, found: Columns) -> Refused | None:
    """Return why a map of outlines is no list of places, None where it may be one."""
    if not table.is_outlined or found.has(*_TOLD):
        return None
    column = found.by_meaning.get("name", "")
    names = [cells.key(row.cells.get(column, "")) for row in table.rows]
    areas = sum(not name or bool(_AREA.fullmatch(name)) for name in names)
    if areas * 2 <= len(names):
        return None
    return Refused(
        _(
            "区域の形だけが入っているファイルなので、名簿としては取り込みません。"
            "種類で「区域の境界」を選んで、もう一度取り込んでください。"
        )
    )


def otherwise(kind: str, table: Table) -> Iterator[Message]:
    """Yield what a list of places looks like by its headings, where that is another kind."""
    if kind != "facilities":
        return
    labels = {columns.fold(label): label for label in _labels(table)}
    for other, wanted, level, sentence in _LIKE:
        heads = [_first(labels, _own(other, meanings)) for meanings in wanted]
        if all(heads):
            yield about_file(level, str(sentence) % {"heads": quoted(heads)})


def _labels(table: Table) -> Iterator[str]:
    yield from (table.labels.get(name, name) for name in table.columns)


def _own(kind: str, meanings: Sequence[str]) -> Callable[[str], bool]:
    known = {name for meaning in meanings for name in columns.own_aliases(kind, meaning)}
    return known.__contains__


def _first(labels: Mapping[str, str], is_wanted: Callable[[str], bool]) -> str:
    return next((label for folded, label in labels.items() if is_wanted(folded)), "")
