"""Loading the demo town: the drawing becomes rows, in one transaction, by every room's own actions."""

from collections.abc import Callable
from time import monotonic

from django.db import transaction
from django.utils import timezone

from sasaeai.areas.models import Municipality
from sasaeai.base.errors import DomainError
from sasaeai.demo.life.year import life
from sasaeai.demo.rows import (
    bodies,
    gatherings,
    issues,
    journal,
    land,
    matches,
    needs,
    office,
    openings,
    reports,
    residents,
    roots,
    things,
    visions,
    voices,
)
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.demo.town import SEED, town

Tell = Callable[[str], None]
Step = Callable[[Loaded], int]

STEPS: tuple[tuple[str, Step], ...] = (
    ("市町村", land.found),
    ("用語", land.put_words),
    ("区域", land.add_areas),
    ("地区の内訳", land.compose),
    ("目印", land.put_landmarks),
    ("人口", land.put_population),
    ("所属先", office.add_employers),
    ("アカウント", office.open_accounts),
    ("配置", office.post),
    ("団体", bodies.add),
    ("つながり", bodies.tie),
    ("働きかけ", bodies.approach),
    ("人", residents.add),
    ("団体の世話人", residents.add_leaders),
    ("資源", things.add),
    ("活動", gatherings.add),
    ("あゆみ", gatherings.grow),
    ("申し込みの日", gatherings.set_dates),
    ("出番", openings.offer),
    ("届いた知らせ（資源）", things.tell),
    ("届いた知らせ（活動）", gatherings.tell),
    ("声", voices.add),
    ("すぐに人へつなぐ先", needs.add_contacts),
    ("ニーズ", needs.add),
    ("マッチング", matches.add),
    ("地域課題", issues.add),
    ("もと", roots.add),
    ("目標", visions.add),
    ("日々の記録", journal.add),
    ("物語", journal.tell),
    ("月報", reports.send),
)


def load(tell: Tell) -> Loaded:
    """Load both towns into an empty installation, telling each step; all of it or nothing."""
    if Municipality.objects.exists():
        raise DomainError("もう市町村があります。デモは、何もないところにだけ入れられます。")
    started = monotonic()
    drawn, today = town(), timezone.localdate()
    loaded = Loaded(drawn, life(SEED, drawn, today), today)
    tell(f"町を描きました ({monotonic() - started:.1f} s)")
    with transaction.atomic():
        for name, step in STEPS:
            begun = monotonic()
            count = step(loaded)
            tell(f"{name}… {count} ({monotonic() - begun:.1f} s)")
        begun = monotonic()
    tell(f"記録の封印 ({monotonic() - begun:.1f} s)")
    return loaded
