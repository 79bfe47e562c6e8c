"""What one may ask of a printed resource map."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.pages import rules
from sasaeai.pages.resources import Kind
from sasaeai.ui.widgets import Chips, ChoiceChips

PUBLIC, STAFF = "public", "staff"
READERS = [
    (PUBLIC, _("町のみなさん（みんなに見せているものだけ。はり出せます）")),
    (STAFF, _("職員だけ（職員に見えるものぜんぶ。「職員用」と入ります）")),
]


def with_usual(asked: QueryDict, viewer: Viewer) -> QueryDict:
    """Return what was asked, with the usual where something was left out; a form that was sent stays."""
    if is_sent(asked):
        return asked
    filled = asked.copy()
    usual = {"area": [str(viewer.posts[0].area)], "paper": ["a4"], "kinds": Kind.values}
    for name, values in {**usual, "readers": [PUBLIC]}.items():
        if name not in filled:
            filled.setlist(name, values)
    return filled


def is_sent(asked: QueryDict) -> bool:
    """Return whether the whole form was sent, and not just a link followed."""
    return "readers" in asked


class MapForm(forms.Form):
    """Which area, on what paper, what on it, and who will see it."""

    unmarked = True
    area = AreaChoice(
        queryset=None,
        label=_("どこの地図ですか"),
        empty_label=None,
        error_messages={
            "required": _("地図にする区域を選んでください。"),
            "invalid_choice": _("この町の区域の中から選んでください。"),
        },
    )
    paper = forms.ChoiceField(
        label=_("紙の大きさ"),
        choices=[
            ("a4", _("A4（地図の下とつぎのページに一覧）")),
            ("a3", _("A3（地図の横に一覧）")),
        ],
        widget=ChoiceChips,
        error_messages={
            "required": _("紙の大きさを選んでください。"),
            "invalid_choice": _("紙の大きさは、A4かA3を選んでください。"),
        },
    )
    kinds = forms.MultipleChoiceField(
        label=_("のせるもの"),
        help_text=_("人は、地図にのせません。"),
        choices=Kind.choices,
        widget=Chips,
        error_messages={
            "required": _("のせるものを、ひとつは選んでください。"),
            "invalid_choice": _("のせるものは、画面にあるものから選んでください。"),
            "invalid_list": _("のせるものは、画面にあるものから選んでください。"),
        },
    )
    readers = forms.ChoiceField(
        label=_("だれが見る紙ですか"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("だれが見る紙かを選んでください。"),
            "invalid_choice": _("だれが見る紙かは、画面にあるものから選んでください。"),
        },
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas.to_choose_from(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        offered = READERS if rules.may_print_for_staff(viewer) else READERS[:1]
        self.fields["readers"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def area_asked(self) -> Area | None:
        """Return the area of the sheet; none where none of this town was asked for."""
        return None if "area" in self.errors else self.cleaned_data["area"]

    @property
    def order(self) -> dict[str, Any]:
        """Return what was ordered, as `Order` takes it."""
        data = self.cleaned_data
        return {
            "area": data["area"],
            "paper": data["paper"],
            "kinds": data["kinds"],
            "is_public": data["readers"] == PUBLIC,
        }
