"""What one may ask of the round, the search and the record book."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.audit.models import NOBODY
from sasaeai.pages.record_book import NO_PERSON
from sasaeai.pages.record_words import KINDS as KIND_WORDS
from sasaeai.pages.record_words import THINGS, kind_words
from sasaeai.paper.files import FormatForm
from sasaeai.search.forms import SearchForm
from sasaeai.ui.fields import DateField

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

    unmarked = True
    area = AreaChoice(
        queryset=None,
        label=_("どこを回りますか"),
        required=False,
        # The first stands for what is shown before anything is chosen.
        empty_label=None,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas.responsible_areas(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField

    @property
    def area_chosen(self) -> Area | None:
        """Return the area that was chosen, if it is one of the viewer's."""
        return self.cleaned_data["area"] if self.is_valid() else None


class AuditForm(forms.Form):
    """Which entries of the record book to show: who acted, on what, on which days."""

    unmarked = True
    more = ("kind",)
    actor = forms.TypedChoiceField(label=_("した人"), required=False, coerce=UUID, empty_value=None)
    since = DateField(label=_("いつから"), required=False)
    until = DateField(label=_("いつまで"), required=False)
    kind = forms.ChoiceField(label=_("何を"), required=False)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        staff = areas.staff(viewer).order_by("name", "staff_id")
        self.fields["actor"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("どなたでも")),
            (str(NOBODY), NO_PERSON),
            *((str(one.pk), str(one)) for one in staff),
        ]
        kinds = [(kind, kind_words(kind)) for kind in (*THINGS, *KIND_WORDS)]
        self.fields["kind"].choices = [("", _("何でも")), *dict(kinds).items()]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("おわりの日は、はじまりの日か、それより後にしてください。"))
        return self.cleaned_data


class AuditExportForm(FormatForm, AuditForm):
    """Which entries to write out, and in which form."""
