"""Form fields for what is listed: times, a coordinate, a name that may be known."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from sasaeai.assets import times
from sasaeai.assets.times import Row
from sasaeai.calc.refusal import Refusal
from sasaeai.calc.text import nfkc
from sasaeai.ui import wording


class Line(NamedTuple):
    """A line of the form as it is sent and drawn: nothing has been read yet."""

    days: tuple[str, ...]
    weeks: tuple[str, ...]
    start: str
    end: str


MOST_ROWS = 8
FEWEST_ROWS = 2


class TimesInput(forms.Widget):
    """Lines of weekdays, weeks of the month and two times of day."""

    template_name = "assets/parts/times.html"

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile[bytes]], name: str
    ) -> list[Line]:
        """Return the lines that hold anything, as they were sent."""
        lines = (_line(data, f"{name}_{number}") for number in range(MOST_ROWS))
        return [line for line in lines if any(line)]

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, UploadedFile[bytes]], name: str
    ) -> bool:
        """Return whether no line was sent at all."""
        return not any(key.startswith(f"{name}_") for key in data)

    def id_for_label(self, id_: str) -> str:
        """Return nothing: the legend of the field names the whole group."""
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401 -- Django's own signature
        """Return the lines that are filled and one more."""
        lines = [_drawn(row) for row in times.rows_of(value)] if isinstance(value, Mapping) else []
        lines = lines or list(value or [])
        shown = min(MOST_ROWS, max(FEWEST_ROWS, len(lines) + 1))
        lines += [Line((), (), "", "")] * (shown - len(lines))
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "rows": [(f"{name}_{number}", line) for number, line in enumerate(lines[:MOST_ROWS])],
            "days": times.DAY_LABELS.items(),
            "weeks": [(str(week), label) for week, label in times.WEEK_LABELS.items()],
        }
        return context


def _drawn(row: Row) -> Line:
    return Line(row.days, tuple(str(week) for week in row.weeks), row.start, row.end)


def _line(data: Mapping[str, Any], prefix: str) -> Line:
    many = data.getlist if isinstance(data, MultiValueDict) else lambda key: data.get(key, [])
    return Line(
        tuple(many(f"{prefix}_days")),
        tuple(many(f"{prefix}_weeks")),
        str(data.get(f"{prefix}_start", "")).strip(),
        str(data.get(f"{prefix}_end", "")).strip(),
    )


class TimesField(forms.Field):
    """When it is open or takes place, as it is kept."""

    widget = TimesInput
    default_error_messages = {
        "half": _(
            "%(line)d行目に、%(missing)sがありません。選んでください。"
            "おわりなどが決まっていないときは、この行を空けて「曜日と時間（言葉で）」に書いてください。"
        ),
        "line": _("%(line)d行目：%(sentence)s"),
        "week": _("第何週かは、第1〜第5か「最終」から選んでください。"),
    }

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(template_name="assets/parts/times_field.html", **kwargs)

    def to_python(self, value: Iterable[Line] | None) -> dict[str, Any]:
        """Return the lines as they are kept; raise what is missing or what calc says."""
        lines = list(value or [])
        if half := [
            self._error("half", line=number, missing=wording.listed(missing))
            for number, line in enumerate(lines, start=1)
            if (missing := _missing(line))
        ]:
            raise forms.ValidationError(half)
        weeks = {str(week): week for week in times.WEEK_LABELS}
        if not {week for line in lines for week in line.weeks} <= set(weeks):
            raise forms.ValidationError(self.error_messages["week"], code="week")
        rows = [_read(line, weeks) for line in lines]
        for number, row in enumerate(rows, start=1):
            try:
                times.times_of([row])
            except Refusal as error:
                raise self._error("line", line=number, sentence=wording.refusal(error)) from error
        return times.times_of(rows)

    def _error(self, code: str, **values: object) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code, params=values)

    def has_changed(self, initial: Mapping[str, Any] | None, data: Iterable[Line] | None) -> bool:
        """Return whether the lines say something else than what is kept."""
        try:
            return self.to_python(data) != times.times_of(times.rows_of(initial or {}))
        except forms.ValidationError:
            return True


def _missing(line: Line) -> list[str]:
    """Return what a line still lacks, in the words that stand beside its fields."""
    parts = {_("曜日"): line.days, _("はじまり"): line.start, _("おわり"): line.end}
    return [str(label) for label, given in parts.items() if not given]


def _read(line: Line, weeks: Mapping[str, int]) -> Row:
    known = tuple(weeks[week] for week in line.weeks)
    return Row(line.days, known, _clock(line.start), _clock(line.end))


def _clock(text: str) -> str:
    """Return H:MM, or the H:MM:SS of some browsers, as HH:MM; nonsense is left for calc to name."""
    parts = nfkc(text).split(":")
    return f"{parts[0]:0>2}:{parts[1]}" if len(parts) in {2, 3} else text


class CoordinateField(forms.FloatField):
    """A latitude or longitude in degrees, also in full width."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("緯度は「35.6379」、経度は「139.5046」のように、数字で書いてください。")
    }

    def to_python(self, value: object) -> float | None:  # type: ignore[override]  # the stubs say int
        """Return the number of degrees."""
        if isinstance(value, str):
            value = nfkc(value).strip().rstrip("°度")
        return super().to_python(value)


class NameInput(forms.TextInput):
    """A line of text that offers the names that are known."""

    template_name = "assets/parts/name_input.html"
    names: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401 -- Django's own signature
        """Return the line with its list of names."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["list"] = f"{name}_names"
        context["widget"]["names"] = self.names
        return context
