"""The gate for dates with sign-up, and for who comes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sasaeai.activities.models import Session, SignUp
from sasaeai.activities.models.session import MOST_PEOPLE
from sasaeai.calc import slip_numbers
from sasaeai.calc.refusal import Refusal
from sasaeai.ui.fields import DateField, PhoneField, TimeField

MOST = 1000


class SessionForm(forms.ModelForm[Session]):
    """One date, and how many may come."""

    on = DateField(label=_("いつ"))
    starts = TimeField(label=_("はじまり"))
    ends = TimeField(label=_("おわり"))
    capacity = forms.IntegerField(label=_("何人まで"), min_value=1, max_value=MOST, initial=20)
    closes_on = DateField(
        label=_("申し込みはいつまで"),
        required=False,
        help_text=_("空けておくと、その日まで受けます。"),
    )

    class Meta:
        model = Session
        fields = ("on", "starts", "ends", "capacity", "closes_on", "place_words", "is_public")
        help_texts = {
            "place_words": _("いつもの場所なら、空けておいてください。"),
            "is_public": _("活動を「みんなに見せる」にしているときに、住民のページに出ます。"),
        }

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("おわりは、はじまりより後の時刻にしてください。"))
        on, closes = data.get("on"), data.get("closes_on")
        if on and closes and closes > on:
            self.add_error("closes_on", _("申し込みの締め切りは、その日までにしてください。"))
        return data


class CancelForm(forms.Form):
    """Why a date is off: whoever signed up reads it."""

    words = forms.CharField(
        label=_("取りやめるわけ"),
        max_length=200,
        help_text=_("住民のページに出ます。例：大雨の予報のため。次は12月に開きます。"),
    )


class SignUpForm(forms.ModelForm[SignUp]):
    """Somebody who called: how to call them, their number, how many come."""

    phone = PhoneField(label=_("電話番号"), required=False, max_length=20)
    people = forms.IntegerField(label=_("何人で"), min_value=1, max_value=MOST_PEOPLE, initial=1)

    class Meta:
        model = SignUp
        fields = ("called", "phone", "people")


class PeopleForm(forms.ModelForm[SignUp]):
    """How many come now, as somebody says on the telephone."""

    people = SignUpForm.base_fields["people"]

    class Meta:
        model = SignUp
        fields = ("people",)


class NumberForm(forms.Form):
    """The number of a sign-up that somebody tells on the telephone."""

    unmarked = True
    number = forms.CharField(
        label=_("申し込みの番号"),
        help_text=_("申し込みのあとのページに大きく出ている、8けたの数字です。"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        """Return the eight digits alone, however they were written."""
        try:
            return slip_numbers.read(self.cleaned_data["number"])
        except Refusal as error:
            said = _("8けたの数字のどこかがちがうようです。もう一度おたずねください。例：1234-5671")
            raise ValidationError(said) from error
