"""The gate for members and ties."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.organisations import queries
from sasaeai.organisations.models import Membership, Organisation, Tie
from sasaeai.people.cards import Card
from sasaeai.ui import wording
from sasaeai.ui.fields import DateField


class FindForm(forms.Form):
    """Whom to take into an organisation: one whole name or number."""

    unmarked = True
    q = forms.CharField(
        label=_("名前か電話番号"),
        help_text=_("姓・名・ふりがな・呼び名・電話番号のどれかを、省かずに書いてください。"),
        max_length=80,
    )


class JoinForm(forms.ModelForm[Membership]):
    """One of the persons found, and their part."""

    person_id = forms.TypedChoiceField(
        label=_("どの方ですか"), coerce=UUID, widget=forms.RadioSelect
    )
    since = DateField(label=_("いつから"), required=False)

    class Meta:
        model = Membership
        fields = ("part", "since")
        help_texts = {"part": _("例：会長、世話人、会員")}

    field_order = ("person_id", "part", "since")

    def __init__(self, *args: Any, cards: Sequence[Card], **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["person_id"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (str(card.id), wording.placed(card.called, card.area.name)) for card in cards
        ]

    def clean(self) -> dict[str, Any]:
        if "person_id" in self.cleaned_data:
            self.instance.person_id = self.cleaned_data["person_id"]
        return self.cleaned_data


class PersonForm(forms.Form):
    """Which person to take back in."""

    person_id = forms.UUIDField()


class TieForm(forms.ModelForm[Tie]):
    """With whom, and what they do together."""

    partner = forms.CharField(
        label=_("いっしょにしている団体"),
        max_length=250,
        help_text=_("書きとめてある団体の名前を書いてください。"),
        widget=forms.TextInput(
            attrs={
                "list": "names",
                "autocomplete": "off",
                "hx-get": reverse_lazy("organisations:names"),
                "hx-vals": '{"of": "partner"}',
                # At once too: somebody may have typed before the script had come.
                "hx-trigger": "load, input changed delay:200ms",
                "hx-target": "#names",
            }
        ),
    )
    since = DateField(label=_("いつから"), required=False)

    class Meta:
        model = Tie
        fields = ("words", "since")
        help_texts = {"words": _("例：夏まつりを、いっしょにひらく")}

    field_order = ("partner", "words", "since")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_partner(self) -> Organisation:
        """Return the organisation of this name."""
        found = queries.named(self.viewer, self.cleaned_data["partner"])
        if found is None:
            raise ValidationError(
                _(
                    "この名前の団体が一つに決まりません。候補から選ぶか、「名前（地区）」と書いてください。まだなら、先に団体を記録してください。"
                )
            )
        self.instance.other = found
        return found
