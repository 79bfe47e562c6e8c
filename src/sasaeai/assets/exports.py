"""Writing a list out as CSV or XLSX: which columns, which of them only for staff."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from django.http import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries
from sasaeai.assets.models import Asset
from sasaeai.assets.models.freshness import Listed
from sasaeai.paper import files
from sasaeai.paper.sheets import Cell
from sasaeai.ui import wording

One = TypeVar("One", bound=Listed)


class Column(NamedTuple, Generic[One]):
    """One column: its heading, what it means, how it is read; named where it is not for all.

    `field` is what a cell that was changed in the file is read back into; without one it only tells.
    """

    heading: Promise
    meaning: str | Promise
    read: Callable[[Viewer, One], Cell]
    private: str = ""
    field: str = ""


def shared(columns: Sequence[Column[One]]) -> list[Column[One]]:
    """Return the columns of every list around those of one room."""
    before: list[Column[One]] = [
        Column(_("番号"), _("この仕組みでの番号（変わりません）"), lambda _v, one: str(one.pk)),
        Column(_("名前"), "", lambda _v, one: one.name, field="name"),
        Column(_("ふりがな"), "", lambda _v, one: one.kana, field="kana"),
        Column(_("地区"), "", lambda _v, one: one.area.name, field="area"),
        Column(
            _("どんなこと"),
            _("困りごとと手伝いの分類"),
            lambda _v, one: wording.told(one.categories.all()),
        ),
        Column(_("紹介"), "", lambda _v, one: one.description, field="description"),
        Column(_("曜日と時間"), "", lambda _v, one: one.times_words, field="times_words"),
        Column(_("費用"), "", lambda _v, one: one.fee, field="fee"),
    ]
    after: list[Column[One]] = [
        Column(
            _("載せてよい連絡先"), "", lambda _v, one: one.public_contact, field="public_contact"
        ),
        Column(_("載せてよい電話番号"), "", lambda _v, one: one.public_phone, field="public_phone"),
        Column(_("ホームページ"), "", lambda _v, one: one.url, field="url"),
        Column(
            _("だれに見せるか"),
            "",
            lambda _v, one: one.get_visibility_display(),
            field="visibility",
        ),
        Column(_("さいごに確かめた日"), "", lambda _v, one: one.checked_on),
        Column(_("どうやって確かめたか"), "", lambda _v, one: one.get_checked_means_display()),
        Column(_("出どころ"), "", lambda _v, one: one.source),
        Column(
            _("連絡先の方（載せない）"),
            _("内部用"),
            lambda _v, one: one.private_contact,
            "private_contact",
            "private_contact",
        ),
        Column(
            _("電話番号（載せない）"),
            _("内部用"),
            lambda _v, one: one.private_phone,
            "private_phone",
            "private_phone",
        ),
        Column(_("覚え書き（載せない）"), _("内部用"), lambda _v, one: one.notes, "notes", "notes"),
    ]
    return [*before, *columns, *after]


def _degrees(index: int) -> Callable[[Viewer, Asset], Cell]:
    return lambda viewer, asset: (point := queries.point_for(viewer, asset)) and point[index]


def _owner(_viewer: Viewer, asset: Asset) -> str:
    return asset.owner.name if asset.owner else asset.owner_words


ASSETS = shared(
    [
        Column[Asset](
            _("種類"), _("場所・モノ・人・金・情報"), lambda _v, one: one.get_kind_display()
        ),
        Column(_("持ち主"), "", _owner, field="owner_words"),
        Column(_("使うときの約束"), "", lambda _v, one: one.terms, field="terms"),
        Column(
            _("所在地"),
            _("場所を伏せるものは、職員のほかには空です"),
            queries.address_for,
            field="address",
        ),
        Column(_("緯度"), _("世界測地系（度）"), _degrees(1), field="latitude"),
        Column(_("経度"), _("世界測地系（度）"), _degrees(0), field="longitude"),
        Column(_("バリアフリー"), _("コード"), lambda _v, one: " ".join(one.barrier_free)),
        Column(_("何人くらい"), "", lambda _v, one: one.capacity, field="capacity"),
        Column(_("どうしてここにあるか"), "", lambda _v, one: one.get_origin_display()),
    ]
)


def permitted(columns: Sequence[Column[One]], *, private: bool) -> list[Column[One]]:
    """Return the columns for somebody who may or may not see what is not for publishing."""
    return [column for column in columns if private or not column.private]


def response(
    viewer: Viewer,
    columns: Sequence[Column[One]],
    listed: Iterable[One],
    *,
    form: str,
    name: str,
) -> HttpResponseBase:
    """Return the file: csv (UTF-8 with BOM), cp932 or xlsx."""
    headings = [(str(column.heading), str(column.meaning)) for column in columns]
    rows: Iterator[list[Cell]] = (
        [column.read(viewer, one) for column in columns] for one in listed
    )
    return files.response(headings, rows, form=form, name=f"{name}-{viewer.today}")
