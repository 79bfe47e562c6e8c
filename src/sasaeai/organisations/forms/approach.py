"""The gate for the 働きかけ."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sasaeai.organisations.models import Approach
from sasaeai.organisations.queries import ANY_STATE
from sasaeai.paper.files import FormatForm
from sasaeai.ui.fields import DateField
from sasaeai.ui.widgets import ChoiceChips


class ApproachForm(forms.ModelForm[Approach]):
    next_on = DateField(
        label=_("次に声をかける日"),
        required=False,
        help_text=_("その日が近づくと「今日」に出ます。"),
    )

    class Meta:
        model = Approach
        fields = ("about", "state", "words", "next_on")
        widgets = {"state": ChoiceChips, "words": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "about": _("例：集会所を、体操の日に使わせてもらえないか"),
            "words": _("職員だけが読みます。"),
        }

    def clean_next_on(self) -> date | None:
        """Return the day; one that is over was no plan, unless it was written before."""
        day: date | None = self.cleaned_data["next_on"]
        if day and day < timezone.localdate() and "next_on" in self.changed_data:
            raise ValidationError(_("過ぎた日です。今日か、これからの日を選んでください。"))
        return day


class ApproachFilter(forms.Form):
    """Whose 働きかけ, in which state."""

    unmarked = True
    more = ()
    whose = forms.ChoiceField(
        label=_("だれの"),
        choices=[("", _("わたしの")), ("all", _("みんなの"))],
        required=False,
        widget=ChoiceChips,
    )
    state = forms.ChoiceField(
        label=_("様子"),
        choices=[("", _("つづいているもの")), (ANY_STATE, _("すべて")), *Approach.State.choices],
        required=False,
    )
    after = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)


class ApproachExportForm(FormatForm, ApproachFilter):
    """The list's filters, and in which form it is written out."""
