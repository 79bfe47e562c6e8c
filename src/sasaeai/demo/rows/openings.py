"""出番 of the demo: small things that running activities look for somebody for."""

from sasaeai.activities import intake
from sasaeai.activities.models import Opening
from sasaeai.calc.hours import DAYS, week_of
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.vocabulary.models import Kind

TOWN = "sasae"
# In what the activity does: what one does there, weekdays, from and to which half hour, minutes, how many, for how
# many days yet it looks for them (none: until somebody is found).
OPENINGS = """
salon|お茶をいれながら、となりの人と話す|tue|20-24|30|2|
salon|はじめての方を、入口で迎えて席まで案内する|thu|26-28|30|1|20
exercise|体操のあいだ、ラジカセのボタンを押す|mon,wed,fri|17-19|30|1|
exercise|椅子を並べて、終わったら片づける|wed|18-20|30|3|
meal_prep|みそ汁の味見と、おかわりをよそう|sat|22-26|60|2|
multi_gen|宿題を見ながら、昔の遊びをひとつ教える|wed|30-34|60|2|
garden|畑の水やりと、草を少し|tue,fri|14-18|30|2|
role|新聞の切り抜きを、大きな字で書き写す||0-0|30|1|
digital|スマホの写真の送り方を、いっしょにためす|fri|26-30|60|2|34
men|のこぎりとかんなの手入れを、若い人に見せる|sun|18-22|60|1|
"""


def offer(loaded: Loaded) -> int:
    """Let activities that go on look for helpers; return how many openings that makes."""
    taken: set[str] = set()
    rows = []
    for line in OPENINGS.strip().splitlines():
        code, what, days, hours, minutes, people, ahead = line.split("|")
        drawn = next(
            one
            for one in loaded.town.activities
            if one.municipality == TOWN
            and one.key not in taken
            and (one.state, one.visibility) == ("active", "public")
            and code in one.categories
        )
        taken.add(drawn.key)
        begin, end = (int(half) for half in hours.split("-"))
        week = week_of(*((DAYS.index(day), begin, end) for day in filter(None, days.split(","))))
        rows.append(
            Opening(
                activity=loaded.activities[drawn.key],
                what=what,
                category=loaded.term(TOWN, Kind.SUPPORT_CATEGORY, code),
                times=week.to_json() if days else {},
                minutes=int(minutes),
                people=int(people),
                contact=drawn.contact,
                phone=drawn.phone,
                until=loaded.day(int(ahead)) if ahead else None,
                state=Opening.State.OPEN,
                offered_by=loaded.coordinator(drawn.area),
            )
        )
    return len(intake.offer_many(loaded.actor(TOWN), rows))
