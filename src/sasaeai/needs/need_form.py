"""The gate for what is asked: what, where, when, whose it is, and by when somebody answers."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.hours import DAYS, Week
from sasaeai.calc.refusal import Refusal
from sasaeai.calc.whereabouts import whereabouts_in
from sasaeai.needs import queries, rules
from sasaeai.needs.models import Need
from sasaeai.people.cards import Card
from sasaeai.people.models import Person
from sasaeai.people.weeks import DAY_NAMES, PART_NAMES, half_hour, week_said
from sasaeai.ui import wording
from sasaeai.ui.fields import DateField, TimeField
from sasaeai.ui.forms import GroupedForm, MendingForm
from sasaeai.ui.widgets import Chips, ChoiceChips
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.choices import TermChoice
from sasaeai.vocabulary.models import Kind

USUAL_DAYS = 7
# Within how many days whoever says so is answered.
SOON = {
    Need.Urgency.TODAY: 0,
    Need.Urgency.DAYS: 2,
    Need.Urgency.WEEKS: USUAL_DAYS,
    Need.Urgency.WHENEVER: USUAL_DAYS,
}
# What helpers read on paper and hear on the telephone.
TOLD_TO_HELPERS = ("what", "place_words")
SHORTEST, LONGEST = 10, 480
HALF_HOUR = 30


class PersonChoice(forms.ModelChoiceField[Person]):
    """A person under the name the page may show, given by `called`."""

    called: dict[Any, str]

    def label_from_instance(self, person: Person) -> str:
        """Return what the viewer may call this person."""
        return self.called.get(person.pk, "")


class NeedForm(GroupedForm, MendingForm[Need]):
    """What, where and in which category; the rest is offered."""

    # Where nothing is said: once, half an hour. It is seen that this counts.
    given = frozenset({"often", "minutes"})

    groups = (
        ("", ("seen", "what", "no_name", "category", "area", "employer")),
        (_("いつ・どのくらい"), ("days", "parts", "start", "end", "on", "often", "minutes")),
        (_("どなたの・どこで"), ("who", "person", "place_words", "has", "avoids")),
        (_("いまどうしているか・急ぎぐあい"), ("coping", "urgency", "answer_by")),
        ("", ("consent",)),
    )

    no_name = forms.BooleanField(
        label=_("名前・住所・電話番号ではありません"),
        required=False,
        widget=forms.HiddenInput,
    )
    days = forms.MultipleChoiceField(
        label=_("都合のよい曜日"),
        choices=DAY_NAMES,
        widget=Chips,
        required=False,
        help_text=_("時間だけを選ぶと、どの曜日でもよいことになります。"),
    )
    parts = forms.MultipleChoiceField(
        label=_("都合のよい時間"), choices=PART_NAMES, widget=Chips, required=False
    )
    start = TimeField(label=_("何時から"), required=False)
    end = TimeField(label=_("何時まで"), required=False)
    on = DateField(
        label=_("日が決まっているとき"), required=False, help_text=_("一度だけのお願いなど。")
    )
    minutes = forms.IntegerField(
        label=_("1回に何分"), min_value=SHORTEST, max_value=LONGEST, required=False
    )
    answer_by = DateField(
        label=_("いつまでにお返事するか"),
        required=False,
        help_text=_(
            "だれも見つからなくても、この日までにお返事します。急ぐときは、そのままで早い日になります。"
        ),
    )
    who = forms.CharField(
        label=_("どなたのことですか"),
        required=False,
        max_length=80,
        help_text=_("記録してある方の、呼び名・姓名・電話番号のどれかを省かずに。"),
    )
    person = PersonChoice(
        None, label=_("この方のこと"), required=False, empty_label=_("まだ聞いていません")
    )

    class Meta:
        model = Need
        fields = (
            "what", "category", "area", "employer", "often", "minutes", "person", "place_words",
            "has", "avoids", "coping", "urgency", "consent", "answer_by",
        )  # fmt: skip
        field_classes = {"area": AreaChoice, "category": TermChoice}
        widgets = {
            "often": ChoiceChips,
            "urgency": ChoiceChips,
            "coping": ChoiceChips,
            "consent": ChoiceChips,
            "has": Chips,
            "avoids": Chips,
        }
        help_texts = {
            "what": _(
                "お願いする方にそのまま読める短さで。お名前は書きません。例：週2回のゴミ出し"
            ),
            "place_words": _("例：玄関から集積所まで60メートル、坂"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        # Whose family names a warning tells; whoever draws the form notes it.
        self.named: list[Card] = []
        for name, kind in (
            ("category", Kind.SUPPORT_CATEGORY),
            ("coping", Kind.COPING),
            ("has", Kind.TRAIT),
            ("avoids", Kind.TRAIT),
        ):
            self._choose(name, vocabulary.of_kind(viewer.municipality, kind, viewer.today))
        self.fields["category"].usual = queries.usual_categories(viewer)  # type: ignore[attr-defined]  # a TermChoice
        self.fields["coping"].empty_label = None  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["consent"].choices = Need.Consent.choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["urgency"].choices = Need.Urgency.choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["often"].required = False
        self._choose("area", queries.taking_areas(viewer))
        self._offer_people()
        self._offer_employers()
        self._show_times()

    def _choose(self, name: str, rows: Any) -> None:  # noqa: ANN401 -- querysets of several tables
        self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField

    def _offer_people(self) -> None:
        """Offer whom the need is about already, whom the page named, and whom the words name."""
        who = (self.data.get("who") or "") if self.is_bound else ""
        ids = {self.instance.person_id, self.initial.get("person"), self.data.get("person")}
        self.found = queries.persons_called(self.viewer, who)
        among = {*ids, *self.found}
        # Whoever draws the form shows these, and notes it.
        self.cards = queries.cards_among(self.viewer, among)
        self._choose("person", queries.persons_among(self.viewer, among))
        self.fields["person"].called = queries.called(self.cards)  # type: ignore[attr-defined]  # a PersonChoice
        if not (self.cards or who or self.data.get("person")):
            del self.fields["person"]

    def _offer_employers(self) -> None:
        own = queries.own_employers(self.viewer)
        if not self.instance._state.adding or len(own) == 1:  # noqa: SLF001 -- Django's documented sign of a new row
            del self.fields["employer"]
            self.instance.employer_id = self.instance.employer_id or own[0].pk
        else:
            self._choose("employer", own)

    def _show_times(self) -> None:
        for name, value in queries.times_said(self.instance)._asdict().items():
            self.initial.setdefault(name, value)
        if self.instance._state.adding:  # noqa: SLF001 -- as above
            usual = self.viewer.today + timedelta(days=USUAL_DAYS)
            self.initial["answer_by"] = self.initial.get("answer_by") or usual

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["often"] = data.get("often") or Need.Often.ONCE
        data["minutes"] = data.get("minutes") or HALF_HOUR
        self._check_days(data)
        self._keep_times(data)
        self._find_person(data)
        self._keep_names_out(data)
        self.meet_the_change()
        area, chosen = data.get("area"), data.get("employer")
        employer = chosen.pk if chosen else self.instance.employer_id
        if area and employer and not rules.may_take_up_in(self.viewer, area, employer):
            self.add_error("area", _("この所属先で受け持っている地区を選んでください。"))
        return data

    def _find_person(self, data: dict[str, Any]) -> None:
        if not data.get("who") or data.get("person"):
            return
        if not self.found:
            self.add_error(
                "who",
                _("この名前や番号の方は見つかりません。先に「人」に記録するか、空けてください。"),
            )
        elif len(self.found) > 1:
            self.add_error("person", _("同じ名前の方がいます。どの方かを選んでください。"))
        else:
            data["person"] = queries.persons_among(self.viewer, self.found).get()

    def _keep_names_out(self, data: dict[str, Any]) -> None:
        """Ask once whether a name, a telephone number or an address stands in what helpers read and hear."""
        whose = not {*self.changed_data}.isdisjoint({"who", "person"})
        for name in TOLD_TO_HELPERS:
            if not data.get("no_name") and (whose or name in self.changed_data):
                self._ask_about(name, data)

    def _ask_about(self, name: str, data: dict[str, Any]) -> None:
        text = data.get(name) or ""
        names, named = queries.names_in(
            self.viewer, text, area=data.get("area"), person=data.get("person")
        )
        self.named += [card for card in named if card not in self.named]
        numbers = whereabouts_in(text)
        if names:
            told = _(
                "「%(names)s」は、お名前ではありませんか。ここに書いたことは、お手伝いの方が紙や電話でそのまま知ります。"
                "お名前はここから消して、「どなたのことですか」に書いてください。"
                "お名前でなければ、「名前・住所・電話番号ではありません」に印を付けてください。"
            )
            self.add_error(name, told % {"names": wording.told(names)})
        if numbers:
            told = _(
                "「%(numbers)s」は、電話番号や番地ではありませんか。ここに書いたことは、お手伝いの方が紙や電話でそのまま知ります。"
                "引き受けていただいてから伝わるように、ここからは消して、「人」の記録に書いてください。"
                "そうでなければ、「名前・住所・電話番号ではありません」に印を付けてください。"
            )
            self.add_error(name, told % {"numbers": wording.told(numbers)})
        if names or numbers:
            self.fields["no_name"].widget = forms.CheckboxInput()

    def _check_days(self, data: dict[str, Any]) -> None:
        today = self.viewer.today
        by = data["answer_by"] = data.get("answer_by") or today + timedelta(days=USUAL_DAYS)
        if "urgency" in self.changed_data and "answer_by" not in self.changed_data:
            # Whoever says how soon and no day is answered as soon.
            within = timedelta(days=SOON.get(data.get("urgency", ""), USUAL_DAYS))
            by = data["answer_by"] = min(by, today + within)
        if by < today and "answer_by" in self.changed_data:
            self.add_error("answer_by", _("過ぎた日です。今日か、これからの日を選んでください。"))
        on: date | None = data.get("on")
        if on is not None and on < today and "on" in self.changed_data:
            self.add_error("on", _("過ぎた日です。今日か、これからの日を選んでください。"))
        self.instance.dates = [on.isoformat()] if on else []

    def _keep_times(self, data: dict[str, Any]) -> None:
        start, end, parts = data.get("start"), data.get("end"), data.get("parts", [])
        on: date | None = data.get("on")
        days = data.get("days") or ([DAYS[on.weekday()]] if on else [])
        if start or end or parts:
            # Whoever says a time and no day means any day.
            days = days or DAYS
        if bool(start) != bool(end):
            missing = "end" if start else "start"
            self.add_error(missing, _("何時から何時までの、両方を書いてください。"))
            return
        within = (half_hour(start), half_hour(end, up=True)) if start and end else None
        if within and within[1] <= within[0]:
            self.add_error("end", _("終わりの時刻は、始まりより後にしてください。"))
            return
        try:
            week = week_said(days, parts, within=within)
        except Refusal as error:
            self.add_error("days", wording.refusal(error))
            return
        self.instance.times = week.to_json()
        if week and data["minutes"] > _longest(week) * HALF_HOUR:
            self.add_error("minutes", _("選んだ時間に収まる長さにしてください。"))


def _longest(week: Week) -> int:
    """Return the half hours of the longest stretch of a week."""
    return max(end - start for day in range(len(DAYS)) for start, end in week.intervals(day))
