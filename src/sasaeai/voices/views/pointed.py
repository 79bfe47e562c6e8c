"""What words point to while they are written."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.contacts import queries as contacts
from sasaeai.voices import actions, proposals, queries, rules
from sasaeai.voices.forms import WordsForm


@require_POST
def pointed(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    form = WordsForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return HttpResponse(status=422)
    asked = form.cleaned_data
    found = proposals.of_words(viewer, asked["words"], besides=asked["voice"])
    actions.look_meanwhile(viewer, found.shown)
    likely = {one.term for one in found.likely}
    ticked = list(asked["categories"])
    others = [term for term in ticked if term not in likely]
    alarmed = queries.alarms_in(viewer, asked["words"])
    context = {
        "pointed": found,
        "ticked": ticked,
        "others": others,
        "alarms": alarmed,
        "contacts": contacts.contacts_for(viewer, alarmed) if alarmed else [],
    }
    return render(request, "voices/parts/pointed_at.html", context)
