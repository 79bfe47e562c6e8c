"""The gate for 出番: what, which kind, when, how long, how many, what first, whom to call."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.activities.models import Opening
from sasaeai.activities.models.opening import USUAL_MINUTES
from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.hours import DAYS, SLOT_MINUTES, SLOTS, week_from_json
from sasaeai.people.weeks import DAY_NAMES, half_hour, week_said
from sasaeai.ui.fields import DateField, PhoneField, TimeField
from sasaeai.ui.forms import GroupedForm, MendingForm
from sasaeai.ui.widgets import Chips, ChoiceChips
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.choices import TermChoice
from sasaeai.vocabulary.models import Kind

SHORTEST, LONGEST, MOST = 10, 480, 50


class OpeningForm(GroupedForm, MendingForm[Opening]):
    """What one does there, in residents' words; the rest is offered."""

    given = frozenset({"minutes", "people", "first"})
    groups = (
        ("", ("seen", "what", "category", "days", "start", "end", "minutes", "people")),
        (_("はじめる前に・いつからいつまで"), ("first", "since", "until")),
        (_("だれに連絡するか"), ("contact", "phone")),
    )

    days = forms.MultipleChoiceField(
        label=_("曜日"),
        choices=DAY_NAMES,
        widget=Chips,
        required=False,
        help_text=_("いつでもよければ、空けておいてください。"),
    )
    start = TimeField(label=_("何時から"), required=False)
    end = TimeField(label=_("何時まで"), required=False)
    minutes = forms.IntegerField(
        label=_("1回に何分"),
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=USUAL_MINUTES,
        help_text=_("30分でじゅうぶんです。短いほど、やってみようと思えます。"),
    )
    people = forms.IntegerField(label=_("何人"), min_value=1, max_value=MOST, initial=1)
    since = DateField(label=_("いつから"), required=False)
    until = DateField(
        label=_("いつまで"),
        required=False,
        help_text=_("その日が過ぎると、一覧と出番ボードに出なくなります。"),
    )
    phone = PhoneField(label=_("連絡先の電話"), required=False, max_length=20)

    class Meta:
        model = Opening
        fields = (
            "what", "category", "minutes", "people", "first", "since", "until", "contact", "phone",
        )  # fmt: skip
        field_classes = {"category": TermChoice}
        widgets = {"first": ChoiceChips}
        help_texts = {
            "what": _("住民の方の言葉で、ひとことで。例：お茶をいれながら、となりの人と話す"),
            "contact": _("載せてよい呼び名だけを。出番ボードに印刷されます。例：サロンの世話役"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        category: Any = self.fields["category"]
        category.queryset = vocabulary.of_kind(
            viewer.municipality, Kind.SUPPORT_CATEGORY, viewer.today
        )
        self._show_times()

    def _show_times(self) -> None:
        week = week_from_json(self.instance.times)
        days = [name for day, name in enumerate(DAYS) if week.intervals(day)]
        self.initial["days"] = days
        if days:
            stretches = week.intervals(DAYS.index(days[0]))
            first, last = stretches[0][0], stretches[-1][1]
            if (first, last) != (0, SLOTS):
                self.initial["start"], self.initial["end"] = _clock(first), _clock(last)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        self.meet_the_change()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("「いつまで」は、「いつから」より後の日にしてください。"))
        if not {"start", "end", "minutes"} & {*self.errors}:
            self._keep_times(data)
        return data

    def _keep_times(self, data: dict[str, Any]) -> None:
        start: time | None = data["start"]
        end: time | None = data["end"]
        if bool(start) != bool(end):
            missing = "end" if start else "start"
            self.add_error(missing, _("何時から何時までの、両方を書いてください。"))
            return
        within = (half_hour(start), half_hour(end, up=True)) if start and end else None
        if within and within[1] <= within[0]:
            self.add_error("end", _("終わりの時刻は、始まりより後にしてください。"))
            return
        if within and data["minutes"] > (within[1] - within[0]) * SLOT_MINUTES:
            self.add_error("minutes", _("選んだ時間に収まる長さにしてください。"))
            return
        # Whoever says a time and no day means any day.
        days = data.get("days") or (DAYS if within else [])
        self.instance.times = week_said(days, [], within=within).to_json()


def _clock(slot: int) -> time:
    return time(slot // 2 % 24, slot % 2 * SLOT_MINUTES)


class OpeningFilter(forms.Form):
    """In which area one looks for a 出番."""

    unmarked = True

    area = AreaChoice(
        label=_("地区"), queryset=Area.objects.none(), required=False, empty_label=_("町ぜんたい")
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        area: Any = self.fields["area"]
        area.queryset = areas.to_choose_from(viewer)

    @property
    def chosen(self) -> Area | None:
        """The area that was chosen; none where it was left out or made no sense."""
        return self.cleaned_data.get("area") if self.is_valid() else None
