"""The gates for what is asked of the goals: which to write out, and what could serve one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.viewer import Viewer
from sasaeai.paper.files import FormatForm


class GoalExportForm(FormatForm):
    """Of which area the goals are written out, and in which form."""

    area = AreaChoice(None, label=_("地区"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas.visible_to(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField


class ChooseForm(forms.Form):
    """By which words one looks for what could serve a goal."""

    q = forms.CharField(
        label=_("ことばでさがす"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text=_("例：集会所、買い物、配食"),
    )
