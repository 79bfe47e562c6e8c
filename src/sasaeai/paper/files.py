"""A list as a file to take along: CSV for today's and for older programs, or XLSX."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from django import forms
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.paper.sheets import Cell, write_csv, write_xlsx

One = TypeVar("One")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (("csv", "CSV"), ("cp932", gettext_lazy("CSV（古いソフト向け）")), ("xlsx", "Excel"))

UNKNOWN = gettext_lazy("書き出しの形が分かりません。CSVかExcelを選びなおしてください。")


class FormatForm(forms.Form):
    """In which form a list is written out; CSV where nothing is said."""

    format = forms.ChoiceField(
        label=gettext_lazy("書き出すかたち"), choices=FORMATS, required=False
    )

    def clean_format(self) -> str:
        return self.cleaned_data["format"] or FORMATS[0][0]


class Column(NamedTuple, Generic[One]):
    """One column: its heading, how it is read, and what it means where the heading does not say.

    `field` is what a cell that was changed in the file is read back into; without one it only tells.
    A private one is not for everybody who may take the list along.
    """

    heading: Promise
    read: Callable[[One], Cell]
    meaning: str | Promise = ""
    field: str = ""
    private: bool = False


def listed(
    columns: Sequence[Column[One]], rows: Iterable[One], *, form: str, name: str, today: date
) -> HttpResponseBase:
    """Return the file of these columns of these rows, in one of the formats."""
    cells: Iterator[list[Cell]] = ([column.read(row) for column in columns] for row in rows)
    headings = [(str(column.heading), str(column.meaning)) for column in columns]
    return response(headings, cells, form=form, name=f"{name}-{today}")


def response(
    headings: Sequence[tuple[str, str]], rows: Iterable[Sequence[Cell]], *, form: str, name: str
) -> HttpResponseBase:
    """Return the file: csv (UTF-8 with BOM), cp932 or xlsx; headings come with what they mean."""
    ending = "xlsx" if form == "xlsx" else "csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    columns = [heading for heading, _meaning in headings]
    if form == "xlsx":
        meanings = [(heading, meaning or heading) for heading, meaning in headings]
        book = write_xlsx(columns, rows, sheet_name=_("一覧"), definitions=meanings)
        return HttpResponse(book, content_type=XLSX, headers=headers)
    if form == "cp932":
        chunks, _unmapped = write_csv(columns, rows, encoding="cp932")
        return StreamingHttpResponse(
            chunks, content_type="text/csv; charset=Shift_JIS", headers=headers
        )
    chunks, _unmapped = write_csv(columns, rows)
    return StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8", headers=headers)
