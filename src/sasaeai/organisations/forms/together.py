"""The gate for members and ties."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.organisations import queries
from sasaeai.organisations.models import Membership, Organisation, Tie
from sasaeai.people.found_form import FoundForm
from sasaeai.ui.fields import DateField


class JoinForm(FoundForm[Membership]):
    """One of the persons found, and their part."""

    class Meta:
        model = Membership
        fields = ("part", "since")
        help_texts = {"part": _("例：会長、世話人、会員")}


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
