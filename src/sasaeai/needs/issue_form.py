"""The gate for 地域課題: what it is called, what it goes into, what is taken out of it."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.needs import issues
from sasaeai.needs.issues import Proposal
from sasaeai.needs.models import Issue, Need
from sasaeai.ui import dates, wording
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
    # Those after which nobody waits: an issue calls nobody.
    alarming: Collection[Need] = ()
    # What several of them ask for in the same place: the days tell those apart.
    repeated: Collection[tuple[str, UUID]] = ()

    def label_from_instance(self, need: Need) -> str:
        """Return what is asked, where, by when it is answered where several ask it, and whether to call first."""
        told = wording.placed(need.what, need.area.name)
        if _asked(need) in self.repeated:
            days = {
                "told": told,
                "day": dates.day_label(timezone.localdate(need.created_at)),
                "by": dates.day_label(need.answer_by),
            }
            told = gettext("%(told)s：%(day)sに受け、%(by)sまでにお返事") % days
        if need in self.alarming:
            return gettext("いますぐつなぐニーズ：%(told)s") % {"told": told}
        return told


def _asked(need: Need) -> tuple[str, UUID]:
    return need.what, need.area_id


def _repeated(needs: Iterable[Need]) -> set[tuple[str, UUID]]:
    """Return what more than one of the needs asks for in the same place."""
    return {asked for asked, number in Counter(map(_asked, needs)).items() if number > 1}


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
        needs, calling = (
            issues.needs_of(viewer, proposal),
            issues.alarming_needs_of(viewer, proposal),
        )
        self.fields["needs"].alarming = calling  # type: ignore[attr-defined]  # a NeedsChoice
        self.fields["needs"].repeated = _repeated(needs)  # type: ignore[attr-defined]  # as above
        self._offer("needs", needs, without=calling)
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


class IssueChoice(forms.ModelChoiceField[Issue]):
    """Issues, told apart from others of the same name."""

    def label_from_instance(self, issue: Issue) -> str:
        """Return what an issue is called, where it is and of which day."""
        on = dates.full_day(timezone.localdate(issue.created_at))
        return wording.placed(issue.title, wording.told([issue.area.name, on]))


class MergeForm(forms.Form):
    """Which issue another goes into."""

    into = IssueChoice(None, label=_("合わせる先"))

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
        needs = issues.needs_behind(viewer, issue)
        self.fields["needs"].repeated = _repeated(needs)  # type: ignore[attr-defined]  # a NeedsChoice
        for name, rows in (("needs", needs), ("voices", self.told)):
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
