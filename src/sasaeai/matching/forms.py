"""The gate for asking: what was said, when it happens, each time that it did."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.calc.hours import DAYS, Week, week_of
from sasaeai.matching.models import Ask, Match, Pace, Visit
from sasaeai.needs.models import Need
from sasaeai.people.weeks import DAY_NAMES
from sasaeai.ui import dates
from sasaeai.ui.fields import DateField, TimeField
from sasaeai.ui.widgets import ChoiceChips

HALF_HOUR, LAST = 30, 48


class SaidForm(forms.Form):
    """One tap: what somebody said when asked."""

    said = forms.ChoiceField(label=_("お返事"), choices=Ask.Said)
    why = forms.ChoiceField(label=_("わけ"), choices=[("", ""), *Match.Why.choices], required=False)


class ReplyForm(forms.Form):
    """One tap: what somebody said when asked for an opening."""

    said = forms.ChoiceField(label=_("お返事"), choices=Ask.Said)


class ArrangeForm(forms.Form):
    """The day and the time that both sides were promised, and who comes along at first."""

    day = forms.ChoiceField(label=_("曜日"), choices=DAY_NAMES, widget=ChoiceChips, required=False)
    start = TimeField(label=_("何時から"))
    first_on = DateField(label=_("はじめての日"))
    companion = forms.CharField(
        label=_("はじめに付き添う人"),
        max_length=80,
        required=False,
        help_text=_("例：コーディネーターの田中、民生委員さん"),
        error_messages={"required": _("はじめての訪問に付き添う人を書いてください。")},
    )

    def __init__(self, *args: Any, viewer: Viewer, need: Need, free: Week, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer, self.need = viewer, need
        if free:
            self.fields["start"].help_text = _("お手伝いの方の都合のよい時間：%(times)s") % {
                "times": dates.week(free)
            }
        if need.often == Need.Often.ONCE:
            del self.fields["day"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        first: date | None = data.get("first_on")
        start: time | None = data.get("start")
        if first is None or start is None:
            return data
        day = data.get("day") or DAYS[first.weekday()]
        if DAYS[first.weekday()] != day:
            self.add_error(
                "first_on", _("はじめての日と曜日が合いません。どちらかを直してください。")
            )
            return data
        slot = (start.hour * 60 + start.minute) // HALF_HOUR
        end = slot + max(1, -(-self.need.minutes // HALF_HOUR))
        if end > LAST:
            self.add_error("start", _("夜12時をまたがない時刻にしてください。"))
            return data
        data["times"] = week_of((DAYS.index(day), slot, end)).to_json()
        return data


class VisitForm(forms.ModelForm[Visit]):
    """One time that it happened."""

    on = DateField(label=_("行われた日"))
    minutes = forms.IntegerField(label=_("何分"), min_value=1, max_value=720, required=False)

    class Meta:
        model = Visit
        fields = ("on", "minutes", "words")
        help_texts = {"words": _("例：お茶まで飲んでいかれた")}

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.viewer.today:
            raise forms.ValidationError(_("これからの日です。行われた日を書いてください。"))
        return on


class EndForm(forms.Form):
    """Ending from either side; nobody has to say why."""

    apart = forms.BooleanField(
        label=_("この組み合わせは、もう提案しない"),
        required=False,
        help_text=_("わけは聞きません。どちらにも伝わりません。"),
    )


class PaceForm(forms.ModelForm[Pace]):
    """How often people are asked in this town."""

    class Meta:
        model = Pace
        fields = ("wave", "asks", "rest_days", "answer_days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        for name, least, most in (
            ("wave", 1, 10), ("asks", 1, 28), ("rest_days", 0, 28), ("answer_days", 1, 28),
        ):  # fmt: skip
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, min_value=least, max_value=most
            )
