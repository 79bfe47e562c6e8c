"""What the shared pages need to know of activities."""

from django.utils.translation import gettext_lazy as _

from sasaeai.activities import queries
from sasaeai.activities.forms import ActivityAnswerForm, ActivityCheckForm
from sasaeai.assets.listed_pages import Room

ROOM = Room(
    name="activities",
    verb="grow",
    label=_("育てる"),
    queries=queries,
    check_form=ActivityCheckForm,
    away="set_state",
    away_label=_("終わったことにする"),
    answer_form=ActivityAnswerForm,
)
