"""申し込む: how to call somebody, their number, how many come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.activities.models import SignUp
from sasaeai.activities.models.session import MOST_PEOPLE
from sasaeai.portal.forms import marked
from sasaeai.ui.fields import PhoneField


class ComeForm(forms.ModelForm[SignUp]):
    """What a resident says who wants to come; all three are needed."""

    unmarked = True
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
