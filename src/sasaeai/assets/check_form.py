"""The gates for checks and for answers to suggestions that assets and activities share."""

from datetime import timedelta
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sasaeai.assets import freshness
from sasaeai.assets.models.freshness import CheckOf, Means, SuggestionOf
from sasaeai.ui.fields import DateField
from sasaeai.ui.widgets import Chips, ChoiceChips, Tiles

AnyCheck = TypeVar("AnyCheck", bound=CheckOf)
AnySuggestion = TypeVar("AnySuggestion", bound=SuggestionOf)

# An import is written down by the import itself.
BY_A_PERSON = [choice for choice in Means.choices if choice[0] != Means.IMPORT]
LONGEST_AGO = timedelta(days=3650)


class CheckOfForm(forms.ModelForm[AnyCheck]):
    """Who made sure is known; how, when, and what came of it."""

    means = forms.ChoiceField(
        label=_("どうやって"),
        choices=BY_A_PERSON,
        widget=Tiles,
    )
    result = forms.ChoiceField(
        label=_("どうだったか"),
        # That it was put right is written down by putting it right.
        choices=[
            choice for choice in CheckOf.Result.choices if choice[0] != CheckOf.Result.CORRECTED
        ],
        widget=Tiles,
        help_text=_("変わっていたときは、記録したあと、書いてあることを直すページに進みます。"),
    )
    fields_checked = forms.MultipleChoiceField(
        label=_("確かめたところ"),
        choices=[(kind.field, kind.name) for kind in freshness.USUAL],
        required=False,
        widget=Chips,
        help_text=_("選ばなければ、ぜんぶ確かめたことになります。"),
    )
    on = DateField(label=_("いつ"))

    class Meta:
        fields = ("means", "result", "on", "words")

    field_order = ("means", "result", "fields_checked", "words", "on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.initial["on"] = timezone.localdate()

    def clean_on(self) -> Any:  # noqa: ANN401 -- a date
        on, today = self.cleaned_data["on"], timezone.localdate()
        if on > today:
            raise ValidationError(_("これからの日になっています。確かめた日を選んでください。"))
        if on < today - LONGEST_AGO:
            raise ValidationError(_("10年より前になっています。年を確かめてください。"))
        return on

    def clean(self) -> dict[str, Any]:
        self.instance.fields = self.cleaned_data.get("fields_checked", [])
        return self.cleaned_data


class AnswerOf(forms.ModelForm[AnySuggestion]):
    """What became of a suggestion, and what was done."""

    state = forms.ChoiceField(
        label=_("どうしましたか"),
        choices=[
            choice for choice in SuggestionOf.State.choices if choice[0] != SuggestionOf.State.NEW
        ],
        widget=ChoiceChips,
    )

    class Meta:
        fields = ("state", "answer")
        help_texts = {"answer": _("例：電話で確かめて、曜日を直しました。")}
