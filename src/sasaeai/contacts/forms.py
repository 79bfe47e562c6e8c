"""The gate for whom the town calls."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.contacts import queries
from sasaeai.contacts.models import Contact
from sasaeai.ui.fields import DateField, PhoneField
from sasaeai.ui.widgets import Chips


class ContactForm(forms.ModelForm[Contact]):
    """Whom to call, where and when."""

    phone = PhoneField(label=_("電話番号"))
    since = DateField(label=_("いつから"), required=False)
    until = DateField(label=_("いつまで"), required=False)

    class Meta:
        model = Contact
        fields = ("name", "phone", "hours", "terms", "since", "until", "order")
        widgets = {"terms": Chips}
        help_texts = {
            "name": _("例：高齢者虐待の相談（市役所）、110番、川西地域包括支援センター"),
            "hours": _("例：平日8時半から5時15分まで"),
            "terms": _("選ばなければ、どんなときにも出ます。"),
            "order": _("小さいものから上に出ます。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- as Django gives them
        super().__init__(*args, **kwargs)
        self.fields["terms"].queryset = queries.referable(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
