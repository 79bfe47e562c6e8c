"""The gate for reports: what is asked for, the words to the figures, the town's templates, the answers."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Employer
from sasaeai.areas.viewer import Viewer
from sasaeai.calc import periods
from sasaeai.calc.periods import Period
from sasaeai.reports import queries, rules
from sasaeai.reports.models import Report, ReportKind
from sasaeai.reports.scopes import Scope
from sasaeai.ui.forms import MendingForm

MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
YEARS = (2000, 2998)
NO_MONTH = _("月は「2026-10」のように書いてください。")
NOT_YET = _("まだ来ていない月や年度の報告はありません。今日までの月から選んでください。")


class MonthField(forms.CharField):
    """A month as addresses say it: 2026-10."""

    def to_python(self, value: object) -> Any:  # noqa: ANN401 -- a Period, where the base says str
        """Return the month, or nothing where none is said."""
        text = super().to_python(value)
        if not text:
            return None
        found = MONTH.fullmatch(text)
        if (
            found is None
            or not YEARS[0] <= int(found[1]) <= YEARS[1]
            or not 1 <= int(found[2]) <= 12
        ):
            raise forms.ValidationError(NO_MONTH, code="invalid")
        return periods.month_of(date(int(found[1]), int(found[2]), 1))


class ScopeForm(forms.Form):
    """Which area, whose work, and which month or 年度; what is not said is the viewer's own and the last one."""

    area = AreaChoice(None, label=_("地区"), required=False)
    employer: forms.ModelChoiceField[Employer] = forms.ModelChoiceField(
        None, label=_("所属先"), required=False
    )
    month = MonthField(label=_("月"), required=False)
    kind = forms.ChoiceField(label=_("種類"), choices=ReportKind.choices, required=False)
    year = forms.IntegerField(
        label=_("年度"), required=False, min_value=YEARS[0], max_value=YEARS[1]
    )
    figure = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self._viewer = viewer
        self.fields["area"].queryset = queries.reporting_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["employer"].queryset = queries.reporting_employers(viewer)  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not self.errors and self._period().since > self._viewer.today:
            self.add_error(None, NOT_YET)
        return data

    def _period(self) -> Period:
        data, today = self.cleaned_data, self._viewer.today
        kind = data.get("kind") or ReportKind.MONTHLY
        if kind == ReportKind.MONTHLY:
            return data.get("month") or periods.month_of(today)
        return periods.whole_year(data.get("year") or periods.year_of(today))

    def scope(self) -> Scope | None:
        """Return what is asked for as far as the viewer may read it; none where nothing is theirs."""
        data = self.cleaned_data
        post = rules.posts(self._viewer)[0]
        area = data.get("area") or queries.area_of(self._viewer, post.area)
        employer = data.get("employer") or queries.own_employer(self._viewer)
        if not area or not employer or not rules.may_read_in(self._viewer, area, employer.pk):
            return None
        period = self._period()
        kind = data.get("kind") or ReportKind.MONTHLY
        return Scope(area, employer, period.since, period.until, kind)


class WordsForm(MendingForm[Report]):
    """The words of a report: what the figures do not tell."""

    class Meta:
        model = Report
        fields = ("story", "trouble", "coming")
        labels = {
            "story": _("今月の物語"),
            "trouble": _("困っていること"),
            "coming": _("来月"),
        }
        help_texts = {
            "story": _("数では伝わらない、ひとつの変化。お名前は書きません。"),
            "trouble": _("1行に一つ。どなたに、何をいっしょに考えてほしいかを書きます。"),
            "coming": _("1行に一つ。いつ、だれと、何をするか。"),
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 4}) for name in ("story", "trouble", "coming")
        }

    def clean(self) -> dict[str, Any]:
        self.meet_the_change()
        return self.cleaned_data
