"""The gate for activities: the thing itself, the filter of the list, state, checks, answers."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
from sasaeai.ui.fields import DateField
from sasaeai.ui.widgets import ChoiceChips

NAMES = 300


class ActivityForm(ListedForm[Activity]):
    """What is going on: name and area suffice."""

    groups = (
        ("", ("name", "area")),
        (
            _("どんなこと・だれが来られるか"),
            ("kana", "description", "categories", "who_may_come", "fee", "organiser_text"),
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

    organiser_text = forms.CharField(
        label=_("開いている団体・人"),
        required=False,
        max_length=120,
        widget=NameInput,
        help_text=_("書きとめてある団体の名前と同じなら、つながります。"),
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
        organiser, place = self.fields["organiser_text"], self.fields["place_text"]
        organiser.initial = self.instance.organiser or self.instance.organiser_words
        organiser.widget.names = assets.owner_names(viewer, count=NAMES)
        place.initial = self.instance.place or self.instance.place_words
        place.widget.names = assets.place_names(viewer, count=NAMES)

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


class ActivityFilter(ListFilter):
    """What the list of activities is narrowed to."""

    more = ("q", "category", "state", "freshness")
    field_order = ("weekday", "area", "q", "category", "state", "freshness")

    weekday = forms.ChoiceField(
        label=_("曜日"), choices=[ANY, *DAY_LABELS.items()], required=False, widget=ChoiceChips
    )
    state = forms.ChoiceField(
        label=_("様子"),
        choices=[("", _("続いているもの・お休み中のもの")), *Activity.State.choices],
        required=False,
        widget=ChoiceChips,
    )


class ActivityExportForm(FormatForm, ActivityFilter):
    """The list's filters, and in which form it is written out."""


class StateForm(forms.Form):
    """How an activity stands, and since when."""

    state = forms.ChoiceField(
        label=_("いまの様子"), choices=Activity.State.choices, widget=ChoiceChips
    )
    since = DateField(
        label=_("いつから"),
        required=False,
        help_text=_("お休みは、これからの日も書けます。その日になると、お休み中に変わります。"),
    )
    resumes = DateField(
        label=_("また始まる日"),
        required=False,
        help_text=_(
            "お休みのとき、分かっていれば選んでください。その日になると、活動中に変わります。"
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("state") != Activity.State.PAUSED:
            # The days of a rest stand filled in: whoever gives it up leaves them standing.
            data["resumes"] = None
            today, since = timezone.localdate(), data.get("since")
            if since and since > today and since == self.initial.get("since"):
                data["since"] = today
        return data


class ActivityCheckForm(CheckOfForm[ActivityCheck]):
    """Somebody made sure of an activity."""

    class Meta(CheckOfForm.Meta):
        model = ActivityCheck


class ActivityAnswerForm(AnswerOf[ActivitySuggestion]):
    """What became of what a resident told us about an activity."""

    class Meta(AnswerOf.Meta):
        model = ActivitySuggestion
