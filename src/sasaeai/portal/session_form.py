"""申し込む: how to call somebody, their number, how many come; and finding it again by its number."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sasaeai.activities.models import SignUp
from sasaeai.activities.models.session import MOST_PEOPLE
from sasaeai.calc import slip_numbers
from sasaeai.calc.refusal import Refusal
from sasaeai.portal.forms import marked
from sasaeai.ui.fields import PhoneField
from sasaeai.voices import tokens


class ComeForm(forms.ModelForm[SignUp]):
    """What a resident says who wants to come; all three are needed."""

    unmarked = True
    # Drawn with the form, so that what a browser sends twice is one sign-up.
    token = forms.CharField(required=False, widget=forms.HiddenInput, initial=tokens.fresh)
    phone = PhoneField(
        label=marked(_("お{電話番号|でんわばんごう}")),
        max_length=20,
        help_text=marked(
            _(
                "{取|と}りやめのときにお{電話|でんわ}します。{担当者|たんとうしゃ}だけが{見|み}て、その{日|ひ}が{過|す}ぎたら{消|け}します。"
            )
        ),
        error_messages={"required": _("お電話番号を書いてください。")},
    )
    people = forms.IntegerField(
        label=marked(_("{何人|なんにん}で")),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        error_messages={
            "required": _("何人でいらっしゃるかを書いてください。"),
            "max_value": _("11人からは、お電話でお知らせください。"),
        },
    )

    class Meta:
        model = SignUp
        fields = ("called", "phone", "people")
        labels = {"called": marked(_("お{呼|よ}びする{名前|なまえ}"))}
        help_texts = {"called": marked(_("{名字|みょうじ}だけでも、あだ{名|な}でも。"))}
        error_messages = {"called": {"required": _("お呼びする名前を書いてください。")}}

    def clean_token(self) -> str:
        """Return the token; none where it is not as ours are."""
        token: str = self.cleaned_data["token"]
        return token if tokens.is_whole(token) else ""


class PeopleForm(forms.ModelForm[SignUp]):
    """How many come now."""

    unmarked = True
    people = ComeForm.base_fields["people"]

    class Meta:
        model = SignUp
        fields = ("people",)


class FindForm(forms.Form):
    """The number of a sign-up, and something else that only they know."""

    unmarked = True
    number = forms.CharField(
        label=marked(_("{申|もう}し{込|こ}みの{番号|ばんごう}")),
        help_text=marked(_("8けたの{数字|すうじ}です。{例|れい}：1234-5671")),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("申し込みの番号を書いてください。")},
    )
    said = forms.CharField(
        label=marked(
            _("お{電話番号|でんわばんごう}の{下|しも}4けた、またはお{呼|よ}びする{名前|なまえ}")
        ),
        help_text=marked(_("{申|もう}し{込|こ}みのときに{書|か}いたものです。")),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("電話番号の下4けたか、お名前を書いてください。")},
    )

    def clean_number(self) -> Any:  # noqa: ANN401 -- as Django's own
        """Return the eight digits alone, however they were written."""
        try:
            return slip_numbers.read(self.cleaned_data["number"])
        except Refusal as error:
            said = _(
                "申し込みの番号は8けたの数字です。どこかちがうようなので、見くらべてみてください。"
            )
            raise ValidationError(said) from error
