"""The gate for the list: its filters, the file, the names for other forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.viewer import Viewer
from sasaeai.organisations import queries
from sasaeai.organisations.forms.choices import choose
from sasaeai.paper.files import FormatForm
from sasaeai.vocabulary.models import Term


class ListForm(forms.Form):
    """What the list can be narrowed by, and where it goes on."""

    unmarked = True
    more = ("category", "retired")
    q = forms.CharField(label=_("ことば"), required=False, max_length=100)
    kind: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("種類"), required=False, empty_label=_("どれでも")
    )
    category: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("手伝えること"), required=False, empty_label=_("どれでも")
    )
    area = AreaChoice(None, label=_("地区"), required=False, empty_label=_("町ぜんたい"))
    retired = forms.BooleanField(label=_("引退した団体を見る"), required=False)
    after = forms.CharField(required=False, max_length=800, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        choose(self, "area", areas.visible_to(viewer))
        choose(self, "kind", queries.kinds(viewer))
        choose(self, "category", queries.categories(viewer))


class ExportForm(FormatForm, ListForm):
    """The list's filters, and in which form it is written out."""


class NamesForm(forms.Form):
    """The words names are offered for: `q`, or the field that `of` names."""

    q = forms.CharField(required=False, max_length=100)

    @classmethod
    def of(cls, sent: Any) -> "NamesForm":  # noqa: ANN401 -- a QueryDict
        """Return the form filled with the words, whatever the asking page calls its field."""
        return cls({"q": sent.get(sent.get("of", "q"), "")})
