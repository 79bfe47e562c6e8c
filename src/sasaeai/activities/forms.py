"""The gate for activities: the thing itself, the filter of the list, checks, answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.activities import hands
from sasaeai.activities.models import Activity, ActivityCheck, ActivitySuggestion
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import may_name
from sasaeai.assets import queries as assets
from sasaeai.assets.check_form import AnswerOf, CheckOfForm
from sasaeai.assets.fields import NameInput
from sasaeai.assets.filters import ANY, ListFilter
from sasaeai.assets.listed_form import SHARED, ListedForm
from sasaeai.assets.times import DAY_LABELS
from sasaeai.organisations import queries as organisations
from sasaeai.paper.files import FormatForm
from sasaeai.people.models import Person
from sasaeai.ui.fields import DateField
from sasaeai.ui.widgets import ChoiceChips

NAMES = 300
State = Activity.State
BEGINNINGS = [
    (State.IDEA, _("アイデア（まだ話のうち）")),
    (State.PREPARING, _("準備中")),
    (State.TRIAL, _("お試し中")),
    (State.ACTIVE, _("活動中")),
]


class ActivityForm(ListedForm[Activity]):
    """What is going on: name and area suffice."""

    groups = (
        ("", ("name", "area", "state", "review_on")),
        # Residents themselves are asked for first.
        (_("だれが開くか"), ("resident_text", "organiser_text")),
        (
            _("どんなこと・だれが来られるか"),
            ("kana", "description", "categories", "who_may_come", "fee"),
        ),
        (_("いつ・どこで"), ("times", "times_words", "place_text")),
        (
            _("連絡先"),
            ("public_contact", "public_phone", "url", "private_contact", "private_phone"),
        ),
        (
            _("見せかた・写真・覚え書き"),
            ("visibility", "photo", "photo_words", "drops_photo", "notes"),
        ),
    )

    state = forms.ChoiceField(
        label=_("いまの様子"),
        choices=BEGINNINGS,
        required=False,
        widget=ChoiceChips,
        initial=Activity.State.ACTIVE,
    )
    review_on = DateField(
        label=_("ふりかえる日"),
        required=False,
        help_text=_("お試しのとき、選んでください。その日が来ると「今日」に出ます。"),
    )
    resident_text = forms.CharField(
        label=_("開いている住民の方"),
        required=False,
        max_length=80,
        help_text=_(
            "記録のある方の名前、呼び名、電話番号のどれかを、省かずに。お名前は、記録を見られる人にだけ出ます。"
        ),
    )
    organiser_text = forms.CharField(
        label=_("開いている団体・人"),
        required=False,
        max_length=120,
        widget=NameInput,
        help_text=_(
            "書きとめてある団体の名前と同じなら、つながります。人は、載せてよい呼び名だけを書いてください。"
        ),
    )
    place_text = forms.CharField(
        label=_("ところ"),
        required=False,
        max_length=200,
        widget=NameInput,
        help_text=_("書きとめてある場所の名前と同じなら、つながります。"),
    )

    class Meta:
        model = Activity
        fields = (*SHARED, "who_may_come")
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "who_may_come": _("例：65歳以上の方、どなたでも"),
            "fee": _("例：無料、1回100円（お茶代）"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, viewer=viewer, **kwargs)
        self.resident: Person | None = None
        # How it stands afterwards, and who runs it, is said on its page.
        if not self.instance._state.adding:  # noqa: SLF001 -- Django has no public name for it
            for name in ("state", "review_on", "resident_text"):
                del self.fields[name]
        organiser, place = self.fields["organiser_text"], self.fields["place_text"]
        organiser.initial = self.instance.organiser or self.instance.organiser_words
        organiser.widget.names = assets.owner_names(viewer, count=NAMES)
        place.initial = self.instance.place or self.instance.place_words
        place.widget.names = assets.place_names(viewer, count=NAMES)

    def clean_resident_text(self) -> str:
        """Find the person of this name; what is not found is kept nowhere, for a name is nobody's to publish."""
        words: str = self.cleaned_data["resident_text"].strip()
        found = hands.to_host(self.viewer, words)
        if words and not found:
            raise forms.ValidationError(
                _(
                    "この名前の方の記録は見つかりません。先に「人」で記録するか、"
                    "下の「開いている団体・人」に、載せてよい呼び名で書いてください。"
                )
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _(
                    "同じ名前の方がほかにもいます。電話番号で書くか、残したあとのページで選んでください。"
                )
            )
        self.resident = hands.person(self.viewer, found[0].id) if found else None
        return words

    def clean_organiser_text(self) -> str:
        """Link the organisation of this name, else keep the words."""
        words: str = self.cleaned_data["organiser_text"].strip()
        self.instance.organiser = organisations.named(self.viewer, words) if words else None
        self.instance.organiser_words = "" if self.instance.organiser else words
        return words

    def clean_place_text(self) -> str:
        """Link the place of this name, else keep the words."""
        words: str = self.cleaned_data["place_text"].strip()
        self.instance.place = assets.named(self.viewer, words) if words else None
        self.instance.place_words = "" if self.instance.place else words
        return words

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._begin(data)
        parts = {"organiser_text": self.instance.organiser, "place_text": self.instance.place}
        for name, part in parts.items():
            reach = data.get("visibility")
            if part and name in data and reach and not may_name(part.visibility, within=reach):
                self.add_error(
                    name,
                    _(
                        "「%(name)s」は、この活動より見せる範囲がせまくなっています。"
                        "活動の「だれに見せるか」をせまくするか、先にそちらの範囲を広げてください。"
                    )
                    % {"name": part.name},
                )
        return data

    def _begin(self, data: dict[str, Any]) -> None:
        """Let a new activity stand as it was said to, with the day on which a trial is looked back on."""
        if "state" not in self.fields or "state" not in data or "review_on" not in data:
            return
        is_trial = data["state"] == State.TRIAL
        self.instance.state = data["state"] or State.ACTIVE
        self.instance.review_on = data["review_on"] if is_trial else None
        if is_trial and not data["review_on"]:
            self.add_error(
                "review_on",
                _("お試しには、いつふりかえるかが要ります。ふりかえる日を選んでください。"),
            )


class ActivityFilter(ListFilter):
    """What the list of activities is narrowed to."""

    more = ("q", "category", "state", "freshness")
    field_order = ("weekday", "area", "q", "category", "state", "freshness")

    weekday = forms.ChoiceField(
        label=_("曜日"), choices=[ANY, *DAY_LABELS.items()], required=False, widget=ChoiceChips
    )
    state = forms.ChoiceField(
        label=_("様子"),
        choices=[("", _("終わったもののほかすべて")), *Activity.State.choices],
        required=False,
        widget=ChoiceChips,
    )


class ActivityExportForm(FormatForm, ActivityFilter):
    """The list's filters, and in which form it is written out."""


class ActivityCheckForm(CheckOfForm[ActivityCheck]):
    """Somebody made sure of an activity."""

    class Meta(CheckOfForm.Meta):
        model = ActivityCheck


class ActivityAnswerForm(AnswerOf[ActivitySuggestion]):
    """What became of what a resident told us about an activity."""

    class Meta(AnswerOf.Meta):
        model = ActivitySuggestion
