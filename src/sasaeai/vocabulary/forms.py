"""The gate for a town's own words."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.ui.fields import DateField
from sasaeai.ui.widgets import Tiles
from sasaeai.vocabulary import queries
from sasaeai.vocabulary.models import Policy, PolicyRule, Term

MEANS = {
    Policy.ALLOW: _("会ったことのある近所の方なら、だれにでもお願いできます。"),
    Policy.TRAIN: _("学んだ日を書いてある方にだけ、お願いします。"),
    Policy.REFER: _("近所の方にはお願いしません。町の連絡先が出ます。"),
}
SHOWN_WITH = _("住民の方のページで、漢字の上に出ます。")


class RenameForm(forms.ModelForm[Term]):
    class Meta:
        model = Term
        fields = ("label", "kana", "label_en", "description")
        help_texts = {"kana": SHOWN_WITH}
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class NewTermForm(forms.ModelForm[Term]):
    """A term of the town's own, counted below a national one."""

    since = DateField(label=_("いつから"), required=False)

    class Meta:
        model = Term
        fields = ("label", "kana", "parent", "label_en", "description", "since")
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}
        labels = {"parent": _("どれに含めて数えますか")}
        help_texts = {
            "kana": SHOWN_WITH,
            "parent": _("国や県に報告するときは、ここで選んだ用語として数えます。"),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        parent.required = True
        parent.queryset = queries.national_in_force(viewer, self.instance.kind)  # type: ignore[attr-defined]  # a ModelChoiceField


class EndForm(forms.Form):
    until = DateField(label=_("最後に使う日"), help_text=_("次の日から、選べなくなります。"))


class PolicyForm(forms.ModelForm[PolicyRule]):
    """Who helps with a category from a day on, and why the town says so."""

    since = DateField(
        label=_("いつから"),
        help_text=_("今日か、それより後の日。その日から、開いているニーズも変わります。"),
    )

    class Meta:
        model = PolicyRule
        fields = ("policy", "since", "why")
        widgets = {"policy": Tiles, "why": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"why": _("あとで読む人が分かるように。例：協議体で話しあい、決めたため")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["policy"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (policy.value, format_html("{}<small>{}</small>", policy.label, means))
            for policy, means in MEANS.items()
        ]
