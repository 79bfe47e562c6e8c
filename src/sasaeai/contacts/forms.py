"""The gate for whom the town calls."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.viewer import Viewer
from sasaeai.contacts import queries
from sasaeai.contacts.models import Contact, said
from sasaeai.ui.fields import DateField, PhoneField
from sasaeai.ui.forms import MendingForm
from sasaeai.ui.widgets import Chips
from sasaeai.vocabulary.models import Term

SHORT = re.compile(r"1\d{2}|#\d{4}")


class CalledField(PhoneField):
    """A number the town calls: also the short ones, 119 and #7119, which nobody has as their own."""

    default_error_messages = {
        "invalid": _("電話番号は「042-000-1234」「119」「#7119」のように書いてください。")
    }

    def validate(self, value: str) -> None:
        """Refuse what nobody can dial."""
        if not SHORT.fullmatch(value):
            super().validate(value)


class TermsChoice(forms.ModelMultipleChoiceField[Term]):
    """What a contact is called for, each as it is said."""

    def label_from_instance(self, term: Term) -> str:
        """Return what the word or category stands for."""
        return said(term)


class ContactForm(MendingForm[Contact]):
    """Whom to call, where and when."""

    phone = CalledField(label=_("電話番号"))
    since = DateField(label=_("いつから"), required=False)
    until = DateField(label=_("いつまで"), required=False)

    class Meta:
        model = Contact
        fields = ("name", "phone", "hours", "area", "terms", "since", "until", "order")
        field_classes = {"area": AreaChoice, "terms": TermsChoice}
        widgets = {"terms": Chips}
        help_texts = {
            "name": _("例：高齢者虐待の相談（市役所）、110番、川西地域包括支援センター"),
            "hours": _("例：平日8時半から5時15分まで"),
            "area": _("その地区の方のときだけ出ます。地域包括支援センターなどに。"),
            "terms": _("選ばなければ、どんなときにも出ます。"),
            "order": _("小さいものから上に出ます。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- as Django gives them
        super().__init__(*args, **kwargs)
        self.fields["terms"].queryset = queries.referable(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["area"].queryset = areas.to_choose_from(viewer)  # type: ignore[attr-defined]  # as above
        self.fields["area"].empty_label = _("町ぜんたい")  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.meet_the_change()
        return data
