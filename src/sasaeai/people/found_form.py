"""Finding somebody by a whole name or number and saying which of those found: what the rooms above share."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.base.models import AnyRecord
from sasaeai.people.cards import Card
from sasaeai.ui import wording
from sasaeai.ui.fields import DateField


class WhoForm(forms.Form):
    """Who is meant: one whole name or number."""

    unmarked = True
    q = forms.CharField(
        label=_("名前か電話番号"),
        help_text=_("姓・名・ふりがな・呼び名・電話番号のどれかを、省かずに書いてください。"),
        max_length=80,
    )


class FoundForm(forms.ModelForm[AnyRecord]):
    """One of the persons found, their part and since when; the model's `person` is whoever is chosen."""

    person_id = forms.TypedChoiceField(
        label=_("どの方ですか"), coerce=UUID, widget=forms.RadioSelect
    )
    since = DateField(label=_("いつから"), required=False)

    field_order = ("person_id", "part", "since")

    def __init__(self, *args: Any, cards: Sequence[Card], **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["person_id"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (str(card.id), wording.placed(card.called, card.area.name)) for card in cards
        ]

    def clean(self) -> dict[str, Any]:
        if "person_id" in self.cleaned_data:
            self.instance.person_id = self.cleaned_data["person_id"]  # type: ignore[attr-defined]  # each model has one
        return self.cleaned_data
