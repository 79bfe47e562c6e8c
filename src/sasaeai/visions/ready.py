"""やれることから: the first steps of the viewer's areas, the best to begin with first."""

from django.db.models import Case, Value, When

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Viewer
from sasaeai.calc import first_steps as calc
from sasaeai.calc.first_steps import Wish
from sasaeai.visions import queries
from sasaeai.visions.models import Goal, Step
from sasaeai.visions.wishes import WISHED


def first_steps(viewer: Viewer) -> list[Step]:
    """Return the smallest step of each goal of the viewer's areas that can start within a month."""
    here = areas.in_care_of(viewer, path="goal__vision__area__path")
    steps = queries.steps(viewer).filter(here, done_on=None, goal__state=Goal.State.OPEN)
    steps = steps.annotate(is_wished=Case(When(WISHED, then=Value(True)), default=Value(False)))
    known = {str(step.pk): step for step in steps}
    weighed = (_weighed(step) for step in known.values())
    return [known[step.key] for step in calc.first_steps(weighed, today=viewer.today)]


def _weighed(step: Step) -> calc.Step:
    is_wished = getattr(step, "is_wished", False)
    return calc.Step(
        key=str(step.pk),
        goal=str(step.goal_id),
        effect=step.effect,
        ease=step.ease,
        wish=Wish.RESIDENTS if is_wished else Wish[step.wanted_by.upper()],
        start_on=step.start_on,
        is_done=step.done_on is not None,
        is_aimed_at=step.goal.state == Goal.State.OPEN,
    )
