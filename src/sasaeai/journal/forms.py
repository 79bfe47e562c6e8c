"""The gate for what was done: the filter of the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import Employer
from sasaeai.areas.viewer import Viewer
from sasaeai.journal import queries
from sasaeai.ui.fields import DateField
from sasaeai.vocabulary.models import Kind, Term

ANY = _("どれでも")
# Under which name a term is asked for -> the list it is of. Reports of years ago ask for ended terms too.
TERMS = {
    "means": (Kind.CONTACT_MEANS,),
    "function": (Kind.SC_FUNCTION,),
    "task": (Kind.SC_TASK, Kind.WORK_COORDINATOR_TASK),
    "type": (Kind.SC_ACTIVITY_TYPE,),
    "counterpart": (Kind.COUNTERPART,),
}


class NamedChoice(forms.ModelChoiceField[User]):
    """Somebody, by name."""

    def label_from_instance(self, user: User) -> str:
        """Return what somebody is called."""
        return user.name


class EntryFilter(forms.Form):
    """What the list of entries is narrowed to: whatever a report counts by."""

    unmarked = True
    more = ("employer", "by", "means", "function", "task", "type", "counterpart")
    since = DateField(label=_("いつから"), required=False)
    until = DateField(label=_("いつまで"), required=False)
    area = AreaChoice(None, label=_("地区"), required=False, empty_label=_("受け持ちぜんたい"))
    employer: forms.ModelChoiceField[Employer] = forms.ModelChoiceField(
        None, label=_("所属先"), required=False, empty_label=ANY
    )
    by = NamedChoice(None, label=_("書いた人"), required=False, empty_label=_("だれでも"))
    means: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("どうやって"), required=False, empty_label=ANY
    )
    function: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("機能"), required=False, empty_label=ANY
    )
    task: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("活動範囲"), required=False, empty_label=ANY
    )
    type: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("何をしましたか"), required=False, empty_label=ANY
    )
    counterpart: forms.ModelChoiceField[Term] = forms.ModelChoiceField(
        None, label=_("だれと"), required=False, empty_label=ANY
    )
    after = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        offered = {
            "area": queries.counting_areas(viewer),
            "employer": areas.employers(viewer),
            "by": queries.writers(viewer),
        } | {name: queries.terms(viewer, kinds) for name, kinds in TERMS.items()}
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("「いつから」よりあとの日を選んでください。"))
        return data
