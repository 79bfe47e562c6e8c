"""Activities with their checks, and what residents told us about some of them."""

from sasaeai.activities import intake
from sasaeai.activities.models import Activity, ActivityCheck, ActivitySuggestion
from sasaeai.assets import actions, times
from sasaeai.assets.models.freshness import CheckOf, Means
from sasaeai.demo import activities, timetable
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.demo.rows.things import fee, terms

MEANS = (Means.VISIT, Means.PHONE, Means.MET, Means.VISIT, Means.PAPER)
STOPPED_DAYS = 45
TOLD = (
    "来月から曜日が火曜に変わると聞きました。",
    "会費が100円になったそうです。",
    "暑いあいだはお休みだと、世話人の方が言っていました。",
)


def add(loaded: Loaded) -> int:
    """Write down every activity with its last check; return how many."""
    made = 0
    for key in loaded.municipalities:
        drawn = [one for one in loaded.town.activities if one.municipality == key]
        rows = [_row(loaded, one) for one in drawn]
        pairs = list(zip(drawn, rows, strict=True))
        loaded.activities |= {one.key: row for one, row in pairs}
        made += len(
            intake.add_many(
                loaded.actor(key),
                rows,
                categories={row.pk: terms(loaded, key, one.categories) for one, row in pairs},
                checks=[
                    _check(loaded, one, row, one.checked_days_ago)
                    for one, row in pairs
                    if one.checked_days_ago is not None
                ],
            )
        )
    return made


def _row(loaded: Loaded, drawn: activities.Activity) -> Activity:
    when = timetable.schedule(drawn.times).to_json()
    return Activity(
        name=drawn.name,
        description=drawn.description,
        organiser=loaded.organisations.get(drawn.organiser or ""),
        organiser_words=drawn.organiser_words,
        area=loaded.areas[drawn.area],
        place=loaded.assets.get(drawn.place or ""),
        place_words=drawn.place_words,
        who_may_come=drawn.who,
        times=when,
        times_words=times.words_of(when),
        fee=fee(drawn.fee_yen),
        public_contact=drawn.contact,
        public_phone=drawn.phone,
        visibility=drawn.visibility,
        state=drawn.state,
        state_since=None if drawn.state == "active" else loaded.day(-STOPPED_DAYS),
    )


def _check(
    loaded: Loaded, drawn: activities.Activity, row: Activity, days_ago: int
) -> ActivityCheck:
    return ActivityCheck(
        listed=row,
        on=loaded.day(-days_ago),
        by=loaded.coordinator(drawn.area),
        means=MEANS[days_ago % len(MEANS)],
        result=CheckOf.Result.SAME,
    )


def tell(loaded: Loaded) -> int:
    """Let residents tell us about some public activities; return how many suggestions wait."""
    public = Activity.objects.filter(
        municipality=loaded.municipalities["sasae"], visibility="public", state="active"
    ).order_by("name", "id")
    for number, words in enumerate(TOLD):
        activity = public[number * 17]
        actions.suggest(activity, ActivitySuggestion(words=words))
    return len(TOLD)
