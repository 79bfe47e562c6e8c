"""Long work: asked for, done one after the other, stopped, tried again, given up."""

from threading import Event
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import translation

from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.jobs import actions, queries, worker
from sasaeai.jobs.models import Job, State
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory

pytestmark = pytest.mark.django_db
TOWN = uuid4()


def asked(subject: UUID | None = None) -> Job:
    return actions.ask(Actor(uuid4(), TOWN), "count", subject or uuid4())


def state(job: Job) -> State:
    job.refresh_from_db()
    return State(job.state)


def test_what_was_asked_first_is_done_first() -> None:
    first, second = asked(), asked()
    done: list[UUID] = []

    works = {"count": lambda job, _report: done.append(job.subject)}
    while worker.work_once(works):
        pass

    assert done == [first.subject, second.subject]
    assert (state(first), first.ended_at is None) == (State.DONE, False)


def test_nothing_is_done_where_nothing_waits() -> None:
    assert not worker.work_once({})


def test_work_is_told_how_far_it_is() -> None:
    job = asked()
    seen: list[tuple[int, int, int | None]] = []

    def count(_job: Job, report: worker.Report) -> None:
        for done in (0, 1, 3):
            report(done, 4)
            job.refresh_from_db()
            seen.append((job.done, job.total, job.percent))

    worker.work_once({"count": count})

    assert seen == [(0, 4, 0), (1, 4, 25), (3, 4, 75)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_after_work_the_database_finds_rows_of_a_town_by_their_ids(town: Town) -> None:
    AssetFactory.create_batch(30, area=town.sakuradai)
    asked()
    some = Asset.objects.filter(municipality=town.municipality, pk__in=[uuid4() for _ in range(9)])
    before = some.order_by().explain()

    worker.work_once({"count": lambda _job, _report: None})

    assert "USING INDEX sqlite_autoindex_assets_asset_1 (id=?)" not in before
    assert "USING INDEX sqlite_autoindex_assets_asset_1 (id=?)" in some.order_by().explain()


def test_nobody_knows_how_much_there_is_before_it_is_told() -> None:
    assert Job(done=3).percent is None


def test_of_one_subject_only_one_work_waits_or_runs() -> None:
    job = asked()

    with pytest.raises(DomainError, match="いま進めているところです。"):
        asked(job.subject)

    worker.work_once({"count": lambda _job, _report: None})
    again = asked(job.subject)
    assert queries.latest(TOWN, job.subject) == again
    assert queries.latest(uuid4(), job.subject) is None


def test_work_that_waits_is_stopped_at_once() -> None:
    job = asked()

    actions.stop(job)

    assert (state(job), worker.work_once({})) == (State.STOPPED, False)


def test_work_that_runs_is_stopped_at_its_next_step() -> None:
    job = asked()
    steps: list[int] = []

    def count(_job: Job, report: worker.Report) -> None:
        for step in range(3):
            report(step, 3)
            steps.append(step)
            actions.stop(job)

    worker.work_once({"count": count})

    assert (state(job), steps) == (State.STOPPED, [0])


def test_work_that_has_ended_is_not_stopped_any_more() -> None:
    job = asked()
    worker.work_once({"count": lambda _job, _report: None})

    actions.stop(job)

    assert (state(job), job.is_to_stop) == (State.DONE, False)


def test_work_that_cannot_be_done_says_why() -> None:
    job = asked()

    def refuse(_job: Job, _report: worker.Report) -> None:
        raise DomainError("だめでした。")

    worker.work_once({"count": refuse})

    assert (state(job), job.why) == (State.FAILED, "だめでした。")


def fall(_job: Job, _report: worker.Report) -> None:
    raise ZeroDivisionError


def test_work_a_worker_died_over_is_done_by_the_next_one() -> None:
    job = asked()
    with pytest.raises(ZeroDivisionError):
        worker.work_once({"count": fall})
    assert state(job) == State.RUNNING

    actions.recover()
    worker.work_once({"count": lambda _job, _report: None})

    assert (state(job), job.tries) == (State.DONE, 2)


def test_work_that_kills_every_worker_is_given_up() -> None:
    job = asked()
    for _ in range(actions.MOST_TRIES):
        with pytest.raises(ZeroDivisionError):
            worker.work_once({"count": fall})
        actions.recover()

    assert (state(job), worker.work_once({})) == (State.FAILED, False)
    assert "管理する人に知らせてください。" in job.why


def test_work_that_was_to_stop_when_its_worker_died_is_not_begun_anew() -> None:
    job = asked()

    def die(taken: Job, _report: worker.Report) -> None:
        actions.stop(taken)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        worker.work_once({"count": die})
    actions.recover()

    assert (state(job), worker.work_once({})) == (State.STOPPED, False)


def test_worker_that_was_given_up_for_dead_writes_nothing_more() -> None:
    job = asked()

    def outlive(taken: Job, report: worker.Report) -> None:
        actions.recover()
        worker.work_once({"count": lambda _job, _report: None})
        report(1, 2)

    worker.work_once({"count": outlive})

    assert (state(job), job.done, job.tries) == (State.DONE, 0, 2)


def test_work_speaks_the_language_of_who_asked() -> None:
    with translation.override("en"):
        asked()
    heard: list[str | None] = []

    worker.work_once({"count": lambda _job, _report: heard.append(translation.get_language())})

    assert (heard, translation.get_language()) == (["en"], "ja")


def test_work_says_which_it_is() -> None:
    assert str(asked()) == "count"


@pytest.mark.django_db(transaction=True)
def test_worker_goes_on_until_it_is_told_to_stop(settings, tmp_path) -> None:
    settings.HOME = tmp_path
    job, over = asked(), Event()

    worker.work({"count": lambda _job, _report: over.set()}, until=over)

    assert state(job) == State.DONE
