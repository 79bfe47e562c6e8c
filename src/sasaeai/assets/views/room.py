"""What the shared pages need to know of assets."""

from django.utils.translation import gettext_lazy as _

from sasaeai.assets import queries
from sasaeai.assets.forms import AnswerForm, CheckForm
from sasaeai.assets.listed_pages import Room

ROOM = Room(
    name="assets",
    verb="discover",
    label=_("探す"),
    queries=queries,
    check_form=CheckForm,
    away="retire",
    away_label=_("引退にする"),
    answer_form=AnswerForm,
)
