"""The list as a file; its Japanese headings are those the importer reads back. Private columns stay in the house."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.organisations.models import Organisation
from sasaeai.paper.sheets import Cell, write_csv, write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = _("団体")


class Column(NamedTuple):
    """One column; `field` is what a cell that was changed in the file is read back into."""

    heading: Promise
    meaning: str | Promise
    read: Callable[[Organisation], Cell]
    field: str = ""


COLUMNS = (
    Column(_("番号"), _("この仕組みでの番号（変わりません）"), lambda one: str(one.pk)),
    Column(_("団体名"), "", lambda one: one.name, "name"),
    Column(_("ふりがな"), "", lambda one: one.kana, "kana"),
    Column(_("団体種別"), _("実施要綱の種類"), lambda one: str(one.kind), "kind"),
    Column(_("地区"), "", lambda one: one.area.name, "area"),
    Column(_("活動内容"), _("どんなところか"), lambda one: one.description, "description"),
    Column(_("所在地"), "", lambda one: one.address, "address"),
    Column(_("緯度"), _("世界測地系（度）"), lambda one: one.latitude, "latitude"),
    Column(_("経度"), _("世界測地系（度）"), lambda one: one.longitude, "longitude"),
    Column(_("電話番号"), _("載せてよい電話番号"), lambda one: one.phone, "phone"),
    Column(_("ホームページ"), "", lambda one: one.url, "url"),
    Column(_("だれに見せるか"), "", lambda one: one.get_visibility_display(), "visibility"),
    Column(_("引退した日"), "", lambda one: one.retired_on),
    Column(_("出どころ"), "", lambda one: one.source),
)


def response(organisations: Iterable[Organisation], *, form: str, today: date) -> HttpResponseBase:
    """Return the file: csv (UTF-8 with BOM), cp932 or xlsx."""
    headings = [str(column.heading) for column in COLUMNS]
    rows = ([column.read(one) for column in COLUMNS] for one in organisations)
    ending = "xlsx" if form == "xlsx" else "csv"
    headers = {"Content-Disposition": f'attachment; filename="organisations-{today}.{ending}"'}
    if form == "xlsx":
        meanings = [
            (heading, str(column.meaning) or heading)
            for heading, column in zip(headings, COLUMNS, strict=True)
        ]
        book = write_xlsx(headings, rows, sheet_name=str(SHEET), definitions=meanings)
        return HttpResponse(book, content_type=XLSX, headers=headers)
    if form == "cp932":
        chunks, _unmapped = write_csv(headings, rows, encoding="cp932")
        return _text(chunks, "Shift_JIS", headers)
    chunks, _unmapped = write_csv(headings, rows)
    return _text(chunks, "utf-8", headers)


def _text(chunks: Iterable[bytes], charset: str, headers: dict[str, str]) -> HttpResponseBase:
    kind = f"text/csv; charset={charset}"
    return StreamingHttpResponse(chunks, content_type=kind, headers=headers)
