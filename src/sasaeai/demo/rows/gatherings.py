"""Activities with their checks, and what residents told us about some of them."""

from datetime import time

from sasaeai.activities import intake
from sasaeai.activities.models import (
    Activity,
    ActivityCheck,
    ActivitySuggestion,
    Session,
    SignUp,
    Stage,
)
from sasaeai.assets import actions, times
from sasaeai.assets.models.freshness import CheckOf, Means
from sasaeai.calc import slip_numbers
from sasaeai.demo import activities, timetable
from sasaeai.demo.life import growing, sessions
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.demo.rows.things import fee, terms

MEANS = (Means.VISIT, Means.PHONE, Means.MET, Means.VISIT, Means.PAPER)
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
    stages = loaded.life.stages[drawn.key]
    now = stages[-1]
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
        created_at=loaded.begun(drawn.key),
        state=drawn.state,
        state_since=loaded.day(now.on) if len(stages) > 1 or now.state != "active" else None,
        resumes_on=loaded.day_or_none(now.resumes_on),
        review_on=loaded.day_or_none(now.review_on),
    )


def _check(
    loaded: Loaded, drawn: activities.Activity, row: Activity, days_ago: int
) -> ActivityCheck:
    ago = loaded.checked(drawn.key, days_ago)
    return ActivityCheck(
        listed=row,
        on=loaded.day(ago),
        by=loaded.coordinator(drawn.area),
        means=MEANS[days_ago % len(MEANS)],
        result=CheckOf.Result.SAME,
        created_at=loaded.written(f"{drawn.key} checked", ago),
    )


def grow(loaded: Loaded) -> int:
    """Write down how each activity came to be; return how many steps that were."""
    made = 0
    for key in loaded.municipalities:
        rows = [
            _stage(loaded, one, stage)
            for one in loaded.town.activities
            if one.municipality == key
            for stage in loaded.life.stages[one.key]
        ]
        made += len(intake.grow_many(loaded.actor(key), rows))
    return made


def _stage(loaded: Loaded, drawn: activities.Activity, stage: growing.Stage) -> Stage:
    return Stage(
        activity=loaded.activities[drawn.key],
        state=stage.state,
        on=loaded.day(stage.on),
        resumes_on=loaded.day_or_none(stage.resumes_on),
        review_on=loaded.day_or_none(stage.review_on),
        words=stage.words,
        noted_by=loaded.coordinator(drawn.area),
        created_at=loaded.written(f"{drawn.key} {stage.state}", stage.on),
    )


def set_dates(loaded: Loaded) -> int:
    """Set the dates for which one signs up, with who did; return how many dates."""
    homes = {one.key: one for one in loaded.town.activities}
    made = 0
    for key in loaded.municipalities:
        drawn = [one for one in loaded.life.sessions if homes[one.activity].municipality == key]
        rows = [_session(loaded, one, homes[one.activity].area) for one in drawn]
        signed = [(row, some) for one, row in zip(drawn, rows, strict=True) for some in one.signups]
        signups = [
            _signup(loaded, row, some, number=slip_numbers.numbered(place))
            for place, (row, some) in enumerate(signed)
        ]
        made += len(intake.set_many(loaded.actor(key), rows, signups=signups))
    return made


def _session(loaded: Loaded, drawn: sessions.Session, area: str) -> Session:
    return Session(
        activity=loaded.activities[drawn.activity],
        on=loaded.day(drawn.on),
        starts=time.fromisoformat(drawn.starts),
        ends=time.fromisoformat(drawn.ends),
        capacity=drawn.capacity,
        set_by=loaded.coordinator(area),
        created_at=loaded.written(f"{drawn.activity} {drawn.on}", drawn.set_on),
    )


def _signup(loaded: Loaded, session: Session, drawn: sessions.SignUp, *, number: str) -> SignUp:
    return SignUp(
        session=session,
        number=number,
        called=drawn.called,
        phone=drawn.phone,
        people=drawn.people,
        state=drawn.state,
        noted_by=None if drawn.by_themselves else session.set_by,
        created_at=loaded.written(f"{session.on} {drawn.called}", drawn.on),
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
