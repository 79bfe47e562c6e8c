"""What several people had in common, gathered into 地域課題 by those who look after the areas."""

from datetime import timedelta

from django.utils import timezone

from sasaeai.areas.viewer import Viewer, viewer_of
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.needs import actions, issues, queries
from sasaeai.needs.issues import Proposal
from sasaeai.needs.models import Issue, Need
from sasaeai.voices.models import Voice

AREAS = ("kawanishi-area", "kitano-area", "honmachi-area", "minamidai-area")
EACH = 2
# category|title|what happens
WORDS = """
clinic|病院の帰りを、いっしょに待つ人がいない|行きは送ってもらえても、診察の終わる時刻が読めません。帰りの足と、待つ相手がいないという声が続いています。
trash|坂の上では、ゴミ出しが続かない|集積所までの坂と階段で、雨の日と冬に出せない日があります。出せる日は自分で、という方がほとんどです。
shopping|店が閉まり、歩いて買える所が減った|角の店がなくなり、特売の日に行けない方がいます。運んでほしいのではなく、自分で選びたいという声です。
talk|昼のあいだ、話す相手がいない|家族と暮らす方にも、日中ひとりの方にも、「だれとも話さない日」の声があります。
salon|集まりまで、はじめの一度が行きにくい|場所も日も知っているのに、ひとりでは戸をあけにくいという声が重なっています。
digital|スマホのことを、ゆっくり聞ける所がない|家族に何度も聞くのは気がひける。同じ画面を見ながら教わりたい、という声です。
transport|夕方のバスがなくなり、帰れない|行きはあるのに帰りがない、という声が通院と集まりの両方からきています。
garden|庭の草と枝に、手がまわらない|手を貸してほしいのは年に何度か。切り方は自分で決めたい、という方がほとんどです。
bulky_trash|大きなものを、玄関まで出せない|出す日は分かっていても、二階や奥の間から動かすところで止まっています。
meal_prep|ひとりの食事が、続かない|作れないのではなく、ひとり分だと張り合いがない、という声が重なっています。
watch_call|朝の様子を、だれも知らない日がある|見に来てほしいほどではないけれど、一日一度はだれかの声を聞きたい、という声です。
consult|どこに話せばよいか、分からない|窓口がいくつもあり、はじめの電話をかけるところで止まっています。
"""


def add(loaded: Loaded) -> int:
    """Gather what comes together most in each living area of ささえ市; return how many issues."""
    told = {code: words for code, *words in _lines()}
    made = 0
    for area in AREAS:
        viewer = viewer_of(loaded.coordinator(area), loaded.today)
        known = [one for one in issues.proposals(viewer) if one.category.code in told]
        for place, proposal in enumerate(known[:EACH]):
            title, words = told[proposal.category.code]
            issue = _noted(viewer, proposal, title=title, words=words)
            if not place:
                actions.raise_issue(viewer, issue)
            made += 1
    return made


def _lines() -> list[list[str]]:
    return [line.split("|") for line in WORDS.strip().splitlines()]


def _noted(viewer: Viewer, proposal: Proposal, *, title: str, words: str) -> Issue:
    """Note an issue on the day when half of what speaks of it had been told; what came later waits to join it."""
    told = {
        **dict(Need.objects.filter(pk__in=proposal.needs).values_list("pk", "created_at")),
        **dict(Voice.objects.filter(pk__in=proposal.voices).values_list("pk", "created_at")),
    }
    told_by = sorted(told.values())[max(issues.FEWEST, len(told) // 2) - 1]
    row = Issue(
        area=proposal.area,
        category=proposal.category,
        employer=queries.own_employers(viewer).first(),
        title=title,
        words=words,
    )
    noted = actions.note_issue(
        viewer,
        row,
        needs=[one for one in proposal.needs if told[one] <= told_by],
        heard=[one for one in proposal.voices if told[one] <= told_by],
    )
    since = min(told_by + timedelta(hours=1), timezone.now())
    Issue.objects.filter(pk=noted.pk).update(created_at=since)
    return noted
