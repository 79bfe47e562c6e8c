"""The gate for 意味づけ of matches, and what their pages need to know."""

from sasaeai.activities.meaning_pages import Means
from sasaeai.areas.viewer import Viewer
from sasaeai.matching import queries
from sasaeai.matching.models import Match, MatchMeaning
from sasaeai.needs import rules as needs
from sasaeai.visions.meaning_form import MeaningForm


class MatchMeaningForm(MeaningForm[MatchMeaning]):
    class Meta(MeaningForm.Meta):
        model = MatchMeaning


def _may_change(viewer: Viewer, match: Match) -> bool:
    return needs.may_change(viewer, match.need)


MEANS = Means(
    room="matching",
    model=MatchMeaning,
    form=MatchMeaningForm,
    visible_to=queries.visible_to,
    may_change=_may_change,
    area=lambda match: match.need.area,
)
