"""The gate for 意味づけ of activities, and what their pages need to know."""

from sasaeai.activities import queries, rules
from sasaeai.activities.meaning_pages import Means
from sasaeai.activities.models import ActivityMeaning
from sasaeai.visions.meaning_form import MeaningForm


class ActivityMeaningForm(MeaningForm[ActivityMeaning]):
    class Meta(MeaningForm.Meta):
        model = ActivityMeaning


MEANS = Means(
    room="activities",
    model=ActivityMeaning,
    form=ActivityMeaningForm,
    visible_to=queries.visible_to,
    may_change=rules.may_change,
    area=lambda activity: activity.area,
)
