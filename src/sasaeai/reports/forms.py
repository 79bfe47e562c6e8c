"""The gate for reports: what is asked for, the words to the figures, the town's templates, the answers."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Employer, Role
from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.calc import periods
from sasaeai.calc.periods import Period
from sasaeai.paper.filling import Inspection, inspected
from sasaeai.paper.packages import LARGEST, TOO_LARGE
from sasaeai.reports import actions, queries, rules, template_fields
from sasaeai.reports.models import Evidence, Report, ReportKind, Template
from sasaeai.reports.scopes import Scope
from sasaeai.ui.forms import MendingForm
from sasaeai.ui.widgets import Tiles

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


class FigureForm(forms.Form):
    """Which figure, and from where on its rows are listed."""

    figure = forms.CharField(max_length=200, required=False)
    after = forms.CharField(max_length=200, required=False)


class ScopeForm(FigureForm):
    """Which area, whose work, and which month or 年度; what is not said is the viewer's own and the one that is due."""

    area = AreaChoice(None, label=_("地区"), required=False)
    employer: forms.ModelChoiceField[Employer] = forms.ModelChoiceField(
        None, label=_("所属先"), required=False
    )
    month = MonthField(label=_("月"), required=False)
    kind = forms.ChoiceField(label=_("種類"), choices=ReportKind.choices, required=False)
    year = forms.IntegerField(
        label=_("年度"), required=False, min_value=YEARS[0], max_value=YEARS[1]
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self._viewer = viewer
        self.fields["area"].queryset = queries.reporting_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["employer"].queryset = queries.reporting_employers(viewer)  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        asked = self._asked()
        if asked is not None and asked.since > self._viewer.today:
            self.add_error(None, NOT_YET)
        return data

    def _asked(self) -> Period | None:
        """Return the month or the 年度 that is asked for; none where no month is said."""
        data = self.cleaned_data
        if (data.get("kind") or ReportKind.MONTHLY) == ReportKind.MONTHLY:
            return data.get("month")
        return periods.whole_year(data.get("year") or periods.year_of(self._viewer.today))

    def scope(self) -> Scope | None:
        """Return what is asked for as far as the viewer may read it; none where nothing is theirs."""
        data = self.cleaned_data
        post = rules.posts(self._viewer)[0]
        area = data.get("area") or queries.area_of(self._viewer, post.area)
        employer = data.get("employer") or queries.own_employer(self._viewer)
        if not area or not employer or not rules.may_read_in(self._viewer, area, employer.pk):
            return None
        period = self._asked() or queries.month_due(self._viewer, area, employer)
        kind = data.get("kind") or ReportKind.MONTHLY
        return Scope(area, employer, period.since, period.until, kind)

    def permitted(self) -> Scope:
        """Return what is asked for, or stop with 403 where it is not theirs."""
        scope = self.scope()
        if scope is None:
            raise PermissionDenied
        return scope


class WordsForm(MendingForm[Report]):
    """The words of a report: what the figures do not tell."""

    class Meta:
        model = Report
        fields = ("story", "trouble", "coming", "template")
        labels = {
            "story": _("今月の物語"),
            "trouble": _("困っていること"),
            "coming": _("来月"),
            "template": _("いっしょに出す様式"),
        }
        help_texts = {
            "story": _("数では伝わらない、ひとつの変化。お名前は書きません。"),
            "trouble": _("1行に一つ。どなたに、何をいっしょに考えてほしいかを書きます。"),
            "coming": _("1行に一つ。いつ、だれと、何をするか。"),
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 4}) for name in ("story", "trouble", "coming")
        }

    def __init__(self, *args: Any, fitting: Sequence[Template] = (), **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        offered = Template.objects.filter(pk__in=[one.pk for one in fitting])
        self.fields["template"].queryset = offered  # type: ignore[attr-defined]  # a ModelChoiceField
        if not fitting:
            del self.fields["template"]
        elif self.instance._state.adding:  # noqa: SLF001 -- Django has no public name for it
            self.initial["template"] = fitting[0]

    def clean(self) -> dict[str, Any]:
        if self.instance.is_sent:
            self.add_error(None, str(actions.SENT))
        else:
            self.meet_the_change()
        return self.cleaned_data


class TemplateForm(forms.ModelForm[Template]):
    """A town's own Word or Excel file; it is looked into before it is taken."""

    upload = forms.FileField(
        label=_("ファイル"),
        help_text=_(
            "Word（.docx）かExcel（.xlsx）。数や言葉を入れたいところに《年月》のように書いておきます。"
        ),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.docm,.xlsm"}),
    )

    class Meta:
        model = Template
        fields = ("name", "kind", "employer")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self._known = template_fields.names(queries.terms(viewer))
        self.content, self.inspection = b"", Inspection("", [], {}, [])
        employer = self.fields["employer"]
        employer.queryset = queries.reporting_employers(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        if viewer.is_any(Role.OFFICER):
            employer.empty_label = _("町ぜんたい")  # type: ignore[attr-defined]  # as above
        else:
            employer.required = True
            self.initial["employer"] = queries.own_employer(viewer)

    def clean_upload(self) -> UploadedFile[bytes]:
        upload: UploadedFile[bytes] = self.cleaned_data["upload"]
        if (upload.size or 0) > LARGEST:
            raise forms.ValidationError(str(TOO_LARGE), code="large")
        self.content = upload.read()
        try:
            self.inspection = inspected(
                self.content, known=self._known.single, repeated=self._known.repeated
            )
        except DomainError as error:
            raise forms.ValidationError(str(error), code="refused") from error
        return upload


class YearForm(forms.Form):
    """Which 年度; the one that runs where none is said."""

    year = forms.IntegerField(label=_("年度"), required=False, min_value=YEARS[0])
    record = forms.CharField(max_length=40, required=False)
    after = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self._running = periods.year_of(viewer.today)

    def clean_year(self) -> int:
        year: int | None = self.cleaned_data["year"]
        if year is not None and year > self._running:
            raise forms.ValidationError(str(NOT_YET), code="later")
        return self._running if year is None else year

    @property
    def is_narrowed(self) -> bool:
        """Whether a 年度 was said."""
        return bool(self.data.get("year"))

    def asked(self) -> int:
        """Return the 年度 that is asked for."""
        return int(self.cleaned_data["year"])


class AnswerForm(MendingForm[Evidence]):
    """What the town answers to one item, and who stands for it."""

    class Meta:
        model = Evidence
        fields = ("claim", "words", "responsible")
        widgets = {"claim": Tiles, "words": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"words": _("議事録や名簿など、聞かれたときに出すもの。")}

    @staticmethod
    def known(viewer: Viewer, year: int, item: str) -> Evidence:
        """Return the answer as it stands, or one not given yet."""
        return queries.evidence(viewer, year).get(item) or Evidence(item=item, year=year)

    def clean(self) -> dict[str, Any]:
        self.meet_the_change()
        return self.cleaned_data
