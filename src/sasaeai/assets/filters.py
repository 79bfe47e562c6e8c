"""What the lists of assets and of activities can be narrowed by."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.ui.widgets import ChoiceChips
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term

ANY = ("", _("どれでも"))
FRESHNESS = [
    ANY,
    ("fresh", _("確かめてある")),
    ("soon", _("そろそろ確かめたい")),
    ("stale", _("確認したい")),
]


class ListFilter(forms.Form):
    """Area, words, category and freshness; children: the filter of each room."""

    unmarked = True

    area = AreaChoice(
        label=_("地区"), queryset=Area.objects.none(), required=False, empty_label=_("町ぜんたい")
    )
    q = forms.CharField(label=_("ことば"), required=False, max_length=100)
    category = forms.ModelChoiceField(
        label=_("どんなこと"),
        queryset=Term.objects.none(),
        required=False,
        empty_label=_("どれでも"),
    )
    freshness = forms.ChoiceField(
        label=_("確かめ具合"), choices=FRESHNESS, required=False, widget=ChoiceChips
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        area: Any = self.fields["area"]
        area.queryset = areas.to_choose_from(viewer)
        category: Any = self.fields["category"]
        category.queryset = vocabulary.of_kind(
            viewer.municipality, Kind.SUPPORT_CATEGORY, viewer.today
        )

    def chosen(self, name: str) -> Any:  # noqa: ANN401 -- as many types as there are fields
        """Return what was chosen in a field, nothing where it was left out or made no sense."""
        return None if name in self.errors else self.cleaned_data.get(name)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the area, which the heading names, is asked for."""
        return any(self.chosen(name) for name in self.fields if name != "area")


def said_once(asked: QueryDict) -> QueryDict:
    """Return what an address asks for, nothing twice, as a copy."""
    once = asked.copy()
    for name, values in asked.lists():
        once.setlist(name, list(dict.fromkeys(values)))
    return once


def page_links(asked: QueryDict, *, after: str, notice: str) -> dict[str, str]:
    """Return what ui/parts/pages.html needs, and the filter alone as a query for other links."""
    chosen = said_once(asked)
    chosen.pop("after", None)
    kept = chosen.urlencode()
    is_later = "after" in asked and not notice
    chosen["after"] = after
    return {
        "asked": kept,
        "first": f"?{kept}" if is_later else "",
        "following": f"?{chosen.urlencode()}" if after else "",
    }
