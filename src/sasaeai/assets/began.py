"""Writing down what somebody's words led to: the voice that a form begins with."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Request
from sasaeai.assets.listed_form import ListedForm
from sasaeai.voices import queries as voices
from sasaeai.voices import rules as voice_rules
from sasaeai.voices.models import Voice


@dataclass(frozen=True, slots=True)
class Beginning:
    """The voice that something new begins with, if any; one that is lost can no longer be taken up."""

    voice: Voice | None = None
    is_lost: bool = False

    @property
    def initial(self) -> dict[str, object]:
        """What the form may take over of it: where and what about, nothing of whose it is."""
        if self.voice is None:
            return {}
        terms = [term.pk for term in self.voice.categories.all()]
        return {"area": self.voice.area_id, "categories": terms}

    @property
    def back(self) -> str:
        """Where whoever writes nothing goes back to: the voice; nothing where there is none."""
        return self.voice.get_absolute_url() if self.voice else ""

    def told_on(self, form: ListedForm[Any]) -> None:
        """Say on a form that was sent that its voice is lost, so that what was typed is not."""
        if self.is_lost and form.is_bound:
            form.add_error(
                None,
                _(
                    "もとの声は取り下げられたか、もうほかの行き先があります。"
                    "このままもういちど「記録する」を押すと、声とつながずに残せます。"
                ),
            )

    def elsewhere(self, request: Request) -> HttpResponse | None:
        """Return the way to a voice that has gone elsewhere already, before anything is typed."""
        if not self.is_lost or self.voice is None or request.method == "POST":
            return None
        messages.error(request, _("この声は、もう行き先が決まっています。「その後」で見られます。"))
        return redirect(self.voice)


NO_VOICE = Beginning()


def asked(request: Request) -> Beginning:
    """Return the voice a page was asked with; 404 for one that the viewer does not take up.

    Once something was typed it is not thrown away for that.
    """
    number = request.GET.get("voice") or request.POST.get("voice", "")
    if not number:
        return NO_VOICE
    voice = voices.to_take_up(request.viewer, number)
    if voice is None and request.method != "POST":
        raise Http404
    return Beginning(voice, is_lost=voice is None or voice_rules.has_gone_on(voice))
