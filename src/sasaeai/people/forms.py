"""The gate for persons, what they give and what they agree to."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.viewer import Viewer
from sasaeai.calc.hours import Week, week_from_json
from sasaeai.paper.files import FormatForm
from sasaeai.people import queries, rules
from sasaeai.people.actions import RECIPIENTS_DIFFER
from sasaeai.people.models import Answer, Consent, Gift, Opening, Person
from sasaeai.people.weeks import DAY_NAMES, PART_NAMES, days_and_parts, week_said
from sasaeai.ui import dates
from sasaeai.ui.fields import DateField, PhoneField
from sasaeai.ui.forms import GroupedForm, MendingForm
from sasaeai.ui.widgets import Chips, ChoiceChips
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term

OLDEST = 120
SHORTEST_REASON = 5
FARTHEST_MINUTES, MOST_PER_WEEK = 120, 14
COMPANION = [
    ("", _("まだ聞いていません")),
    ("True", _("付き添いがほしい")),
    ("False", _("付き添いはいらない")),
]


class PersonForm(GroupedForm, MendingForm[Person]):
    """A nickname and an area are enough."""

    groups = (
        ("", ("seen", "nickname", "area", "employer", "phone")),
        (_("姓名とふりがな"), ("family_name", "given_name", "family_kana", "given_kana")),
        (_("住所・メール"), ("address", "hides_address", "email")),
        (_("生まれた年・世帯・覚え書き"), ("birth_year", "household", "notes")),
        ("", ("sure",)),
    )

    phone = PhoneField(label=_("電話番号"), required=False)
    sure = forms.BooleanField(
        label=_("ちがう方です。このまま記録します。"), required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Person
        fields = (
            "nickname", "area", "employer", "family_name", "given_name", "family_kana",
            "given_kana", "phone", "email", "address", "hides_address", "birth_year", "household",
            "notes",
        )  # fmt: skip
        labels = {"area": _("どの地区の方ですか")}
        field_classes = {"area": AreaChoice}
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "nickname": _("ご近所での呼ばれかた。本名でなくてかまいません。"),
            "hides_address": _("支援措置などの方。印を付けると、書いてある住所も消します。"),
            "birth_year": _("西暦で書いてください。例：1948"),
            "notes": _("さがす言葉には入りません。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        if self.instance.hides_address:
            # However it got here, nobody sees it: not whoever mends the record either.
            self.initial["address"] = ""
        self._choose("area", queries.writing_areas(viewer))
        self._choose(
            "household", vocabulary.of_kind(viewer.municipality, Kind.HOUSEHOLD, viewer.today)
        )
        own = queries.own_employers(viewer)
        if not self.instance._state.adding or len(own) == 1:  # noqa: SLF001 -- Django's documented sign of a new row
            del self.fields["employer"]
            self.instance.employer_id = self.instance.employer_id or own[0].pk
        else:
            self._choose("employer", own)

    def _choose(self, name: str, rows: Any) -> None:  # noqa: ANN401 -- querysets of several tables
        self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField

    def ask_if_other(self) -> None:
        """Show the tick that says: this is somebody else, write them down."""
        self.fields["sure"].widget = forms.CheckboxInput()

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        this_year = self.viewer.today.year
        if year is not None and not this_year - OLDEST <= year <= this_year:
            raise ValidationError(_("生まれた年は西暦4けたで書いてください。例：1948"))
        return year

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data.get("nickname") and not data.get("family_name"):
            self.add_error("nickname", _("呼び名か姓のどちらかを書いてください。"))
        self.meet_the_change()
        area, chosen = data.get("area"), data.get("employer")
        employer = chosen.pk if chosen else self.instance.employer_id
        if area and employer and not rules.may_record(self.viewer, area, employer):
            self.add_error("area", _("この所属先で受け持っている地区を選んでください。"))
        return data


class FindForm(forms.Form):
    """Which persons to list: an area, or one whole name or number."""

    unmarked = True
    more: ClassVar[list[str]] = []
    q = forms.CharField(
        label=_("名前か電話番号"),
        help_text=_("姓・名・ふりがな・呼び名・電話番号のどれかを、省かずに書いてください。"),
        required=False,
        max_length=80,
    )
    area = AreaChoice(None, label=_("地区"), required=False, empty_label=_("すべて"))
    after = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas.visible_to(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField


class ExportForm(FormatForm, FindForm):
    """Which persons to write out, and in which form."""


class PauseForm(forms.Form):
    since = DateField(label=_("お休みのはじまり"))
    until = DateField(
        label=_("お休みのおわり"), help_text=_("決まっていなければ空けてください。"), required=False
    )


class GiftForm(MendingForm[Gift]):
    """What somebody gives; of what stands already, when and how, for what it is stays."""

    days = forms.MultipleChoiceField(
        label=_("できる曜日"), choices=DAY_NAMES, widget=Chips, required=False
    )
    parts = forms.MultipleChoiceField(
        label=_("できる時間"), choices=PART_NAMES, widget=Chips, required=False
    )
    reach_minutes = forms.IntegerField(
        label=_("何分まで"), min_value=1, max_value=FARTHEST_MINUTES, required=False
    )
    most_per_week = forms.IntegerField(
        label=_("週に何回まで"), min_value=1, max_value=MOST_PER_WEEK, required=False
    )
    trained_on = DateField(
        label=_("学んだ日"),
        required=False,
        help_text=_("講習を受けた方が手伝うと決めてあることで。"),
    )

    class Meta:
        model = Gift
        fields = (
            "kind",
            "category",
            "words",
            "days",
            "parts",
            "reach",
            "reach_minutes",
            "most_per_week",
            "trained_on",
        )
        labels = {"kind": _("どちらですか")}
        help_texts = {"words": _("言われたとおりに。ひとことで十分です。")}
        widgets = {"kind": ChoiceChips}

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        categories = vocabulary.of_kind(viewer.municipality, Kind.SUPPORT_CATEGORY, viewer.today)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]  # a ModelChoiceField
        if not self.instance._state.adding:  # noqa: SLF001 -- as above
            del self.fields["kind"], self.fields["category"]
            self._show_times(week_from_json(self.instance.times))

    def _show_times(self, week: Week) -> None:
        days, parts = days_and_parts(week)
        self.initial["days"], self.initial["parts"] = days, parts
        if week != week_said(days, parts):
            self.fields["days"].help_text = gettext(
                "いまは「%(times)s」です。曜日と時間にさわらなければ、そのままです。"
            ) % {"times": dates.week(week)}

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        self.meet_the_change()
        days, parts = data.get("days", []), data.get("parts", [])
        if parts and not days:
            self.add_error("days", _("時間を選ぶときは、曜日も選んでください。"))
        # Finer times, from a file, stay as they were told where nobody says others.
        is_new = self.instance._state.adding  # noqa: SLF001 -- as above
        if is_new or not {"days", "parts"}.isdisjoint(self.changed_data):
            self.instance.times = week_said(days, parts).to_json()
        return data


class AnswerForm(forms.Form):
    """One answer to one question of what somebody might give."""

    category: forms.ModelChoiceField[Term] = forms.ModelChoiceField(None)
    said = forms.ChoiceField(choices=Answer.Said)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = queries.questions(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField


class MeetingForm(MendingForm[Person]):
    """What others should know before they meet this person."""

    with_companion = forms.TypedChoiceField(
        label=_("はじめての訪問には"),
        choices=COMPANION,
        coerce=lambda value: str(value) == "True",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Person
        fields = ("trust", "with_companion", "has", "avoids")
        widgets = {"trust": forms.RadioSelect, "has": Chips, "avoids": Chips}
        help_texts = {
            "has": _("例：犬がいる、耳が遠い"),
            "avoids": _("わけは聞きません。例：猫がいるお宅、たばこ"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        traits = vocabulary.of_kind(viewer.municipality, Kind.TRAIT, viewer.today)
        for name in ("has", "avoids"):
            self.fields[name].queryset = traits  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        self.meet_the_change()
        return self.cleaned_data


class ConsentForm(forms.ModelForm[Consent]):
    items = forms.MultipleChoiceField(label=_("どの項目を"), widget=Chips)
    given_on = DateField(label=_("同意の日"))
    until = DateField(
        label=_("いつまで"), help_text=_("決まっていなければ空けてください。"), required=False
    )

    class Meta:
        model = Consent
        fields = (
            "items",
            "recipient",
            "recipient_employer",
            "purpose",
            "means",
            "given_on",
            "until",
        )
        widgets = {"means": ChoiceChips}
        help_texts = {
            "recipient_employer": _(
                "選ぶと、その所属先のコーディネーターなどがこの項目を見られるようになります。"
                "理由を書いて見る役割の人は、これまでどおり理由を書きます。"
            ),
            "purpose": _("例：買い物の付き添いを頼むため"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        town, today = viewer.municipality, viewer.today
        items = vocabulary.of_kind(town, Kind.CONSENT_ITEM, today)
        self.fields["means"].choices = Consent.Means.choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["items"].choices = [(term.code, str(term)) for term in items]  # type: ignore[attr-defined]  # a MultipleChoiceField
        for name, rows in (
            ("recipient", vocabulary.of_kind(town, Kind.CONSENT_SCOPE, today)),
            ("recipient_employer", areas.employers(viewer)),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        recipient = self.cleaned_data.get("recipient")
        body = self.cleaned_data.get("recipient_employer")
        if recipient and body and rules.recipients_differ(recipient, body):
            self.add_error("recipient_employer", RECIPIENTS_DIFFER)
        return self.cleaned_data


class ReasonForm(forms.ModelForm[Opening]):
    class Meta:
        model = Opening
        fields = ("reason",)
        labels = {"reason": _("どうして見る必要がありますか")}
        help_texts = {
            "reason": _(
                "記録に残り、この方の記録を見る人と、同じ役割の人が読みます。お名前や病名は書かないでください。"
            ),
        }
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        if len(reason) < SHORTEST_REASON:
            raise ValidationError(
                _(
                    "何のために見るのかを、読んだ人に分かるように書いてください。例：見守りの相談への返事"
                )
            )
        return reason
