"""What one may ask of the round, the search and the record book."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.search.forms import SearchForm

KINDS = [
    ("activity", _("集まり・活動")),
    ("asset", _("場所・モノ・人・金・情報")),
    ("organisation", _("団体")),
]


class WholeSearchForm(SearchForm):
    """The one box: words, and which room to go on in."""

    kind = forms.ChoiceField(label=_("どこから"), choices=KINDS, required=False)


class RoundForm(forms.Form):
    """Where to walk today."""

    area: forms.ModelChoiceField[Area] = forms.ModelChoiceField(
        queryset=None, label=_("どこを回りますか"), required=False
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas.responsible_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField


class AuditForm(forms.Form):
    """Which entries of the record book to show."""

    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
