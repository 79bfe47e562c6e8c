"""The gate for 地域課題: what it is called, what it goes into, what is taken out of it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.needs import issues
from sasaeai.needs.issues import Proposal
from sasaeai.needs.models import Issue, Need
from sasaeai.ui import wording
from sasaeai.ui.forms import MendingForm
from sasaeai.ui.widgets import Several
from sasaeai.voices.models import Voice

# So much of a voice tells it from the others.
BEGINS = 80


class IssueForm(MendingForm[Issue]):
    """What the issue is called, and what is going on."""

    class Meta:
        model = Issue
        fields = ("title", "words")
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "title": _("だれのことかが分からない言葉で。例：ゴミ出しの坂がつらい"),
            "words": _("いつ、どこで、どんな方が。お名前は書きません。"),
        }

    def clean(self) -> dict[str, Any]:
        self.meet_the_change()
        return self.cleaned_data


class NeedsChoice(forms.ModelMultipleChoiceField[Need]):
    """Needs of an area, each with where it is."""

    widget = Several

    def label_from_instance(self, need: Need) -> str:
        """Return what is asked, and where."""
        return wording.placed(need.what, need.area.name)


class VoicesChoice(forms.ModelMultipleChoiceField[Voice]):
    """Voices of an area, each as it begins, with where it was heard."""

    widget = Several
    # Those after which nobody waits: an issue calls nobody.
    alarming: Collection[Voice] = ()

    def label_from_instance(self, voice: Voice) -> str:
        """Return how a voice begins, where it was heard, and whether somebody should be called first."""
        told = wording.placed(Truncator(voice.words).chars(BEGINS), voice.area.name)
        if voice in self.alarming:
            return gettext("いますぐつなぐ声：%(told)s") % {"told": told}
        return told


class GatherForm(IssueForm):
    """What the issue is called, and what of all that comes together goes into it."""

    needs = NeedsChoice(None, label=_("まとめるニーズ"), required=False)
    voices = VoicesChoice(None, label=_("まとめる声"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, proposal: Proposal, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self._told = issues.voices_of(viewer, proposal)
        alarming = set(issues.alarming_of(viewer, proposal))
        self.fields["voices"].alarming = alarming  # type: ignore[attr-defined]  # a VoicesChoice
        self._offer("needs", issues.needs_of(viewer, proposal))
        self._offer("voices", self._told, without=alarming)

    def _offer(self, name: str, rows: Any, *, without: Collection[Any] = ()) -> None:  # noqa: ANN401 -- querysets of two tables
        """Let these rows be chosen; all are ticked, but for those in `without`."""
        self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        self.initial[name] = [row for row in rows if row not in without]
        if not rows:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not self.errors and not any(self.chosen().values()):
            self.add_error(None, _("まとめるニーズか声を、一つ以上選んでください。"))
        return data

    def chosen(self) -> dict[str, list[UUID]]:
        """Return the numbers of the needs and of the voices that are ticked."""
        names = {"needs": "needs", "heard": "voices"}
        return {
            known: [one.pk for one in self.cleaned_data.get(name, ())]
            for known, name in names.items()
        }

    def told(self) -> list[Voice]:
        """Return the voices whose words the form shows."""
        return list(self._told)


class MergeForm(forms.Form):
    """Which issue another goes into."""

    into: forms.ModelChoiceField[Issue] = forms.ModelChoiceField(None, label=_("合わせる先"))

    def __init__(self, *args: Any, viewer: Viewer, issue: Issue, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = issues.to_merge_into(viewer, issue)  # type: ignore[attr-defined]  # a ModelChoiceField


class SplitForm(forms.Form):
    """Which needs and voices become an issue of their own."""

    title = forms.CharField(label=_("新しい地域課題の名前"), max_length=120)
    needs = NeedsChoice(None, label=_("分けるニーズ"), required=False)
    voices = VoicesChoice(None, label=_("分ける声"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, issue: Issue, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.told = issues.voices_behind(viewer, issue)
        for name, rows in (("needs", issues.needs_behind(viewer, issue)), ("voices", self.told)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
            if not rows:
                del self.fields[name]

    def chosen(self) -> dict[str, Any]:
        """Return the name of the new issue, and what goes into it."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "needs": data.get("needs", ()),
            "heard": data.get("voices", ()),
        }
