"""A list as a file to take along: CSV for today's and for older programs, or XLSX."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.paper.sheets import MOST_ROWS, Cell, Encoding, write_csv, write_xlsx

One = TypeVar("One")
# Each kind of CSV: how its text is coded, and what the browser is told of it.
CSV: dict[str, tuple[Encoding, str]] = {
    "csv": ("utf-8-sig", "utf-8"),
    "cp932": ("cp932", "Shift_JIS"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = (("csv", "CSV"), ("cp932", gettext_lazy("CSV（古いソフト向け）")), ("xlsx", "Excel"))

# Rows of a sheet below its headings.
MOST_LINES = MOST_ROWS - 1
TOO_LONG = gettext_lazy(
    "Excelに入る行数をこえています。日をくぎって少なくするか、CSVで書き出してください。"
)
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


def unknown(request: HttpRequest, *, back: str) -> HttpResponse:
    """Lead back to a list with the sentence that it is not written out in the form asked for."""
    messages.error(request, UNKNOWN)
    return redirect(back)


def listed(
    columns: Sequence[Column[One]], rows: Iterable[One], *, form: FormatForm, name: str
) -> HttpResponseBase:
    """Return today's file of these columns of these rows: csv (UTF-8 with BOM), cp932 or xlsx."""
    chosen = form.cleaned_data["format"]
    headings = [str(column.heading) for column in columns]
    cells = ([column.read(row) for column in columns] for row in rows)
    ending = "xlsx" if chosen == "xlsx" else "csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{timezone.localdate()}.{ending}"'
    }
    if chosen == "xlsx":
        meanings = [(str(one.heading), str(one.meaning or one.heading)) for one in columns]
        book = write_xlsx(headings, cells, sheet_name=_("一覧"), definitions=meanings)
        return HttpResponse(book, content_type=XLSX, headers=headers)
    encoding, charset = CSV[chosen]
    chunks, _unmapped = write_csv(headings, cells, encoding=encoding)
    return StreamingHttpResponse(
        chunks, content_type=f"text/csv; charset={charset}", headers=headers
    )
