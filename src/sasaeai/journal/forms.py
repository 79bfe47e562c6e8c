"""The gates around what was done: the filter of the list, what follows from what was chosen, another day."""

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
    more = ("since", "until", "employer", "by", "means", "function", "task", "type", "counterpart")
    field_order = ("area", *more)
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


# What stands before the number of a row that is tapped as a thing or as whom one met.
ROWS = frozenset({"asset", "activity", "person", "organisation", "peer"})


class PointedForm(forms.Form):
    """What was chosen so far of an entry that is being written."""

    means: forms.ModelChoiceField[Term] = forms.ModelChoiceField(None, required=False)
    counterparts: forms.ModelMultipleChoiceField[Term] = forms.ModelMultipleChoiceField(
        None, required=False
    )
    types: forms.ModelMultipleChoiceField[Term] = forms.ModelMultipleChoiceField(
        None, required=False
    )
    tasks: forms.ModelMultipleChoiceField[Term] = forms.ModelMultipleChoiceField(
        None, required=False
    )
    functions: forms.ModelMultipleChoiceField[Term] = forms.ModelMultipleChoiceField(
        None, required=False
    )
    heard_kind: forms.ModelChoiceField[Term] = forms.ModelChoiceField(None, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].queryset = queries.terms(viewer, Kind.values)  # type: ignore[attr-defined]  # a ModelChoiceField

    def chosen(self) -> list[Term]:
        """Return the terms that were chosen, of whatever list."""
        several = (
            self.cleaned_data[name] for name in ("counterparts", "types", "tasks", "functions")
        )
        means = self.cleaned_data["means"]
        return [*([means] if means else []), *(term for terms in several for term in terms)]

    def taken(self) -> list[tuple[str, Term]]:
        """Return what stands ticked under how an entry is filed, with the field it is of."""
        return [
            (name, term)
            for name in ("types", "tasks", "functions")
            for term in self.cleaned_data[name]
        ]

    def links(self) -> list[str]:
        """Return what an entry links besides, as the rules name it."""
        sent = [*self.data.getlist("things"), *self.data.getlist("partners")]  # type: ignore[attr-defined]  # a QueryDict
        named_rows = {value.partition(":")[0] for value in sent}
        named = {"voice": "heard_kind", "need": "needs", "goal": "goals", "peer": "peers"}
        told = [link for link, name in named.items() if self.data.get(name)]
        return [*dict.fromkeys([*told, *sorted(named_rows & ROWS)])]


class MoveForm(forms.Form):
    """For which day a next step is promised instead."""

    to = DateField(label=_("いつまでに"))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- as above
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_to(self) -> Any:  # noqa: ANN401 -- a date
        to = self.cleaned_data["to"]
        if to < self.viewer.today:
            raise forms.ValidationError(_("過ぎた日です。今日か、これからの日を選んでください。"))
        return to


class CallingForm(forms.Form):
    """After how many weeks without a peer somebody is thought of."""

    weeks = forms.IntegerField(label=_("何週間"), min_value=1, max_value=26)
