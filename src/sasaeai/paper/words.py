"""The words that stand on the sheets themselves, in the language of the reader.

A template says each of them by its name: `say.telephone`. What a sheet is given stands in `content`.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS = {
    # On every sheet.
    "nameless": _("（名前なし）"),
    "telephone": _("電話"),
    "sheet_number": _("用紙の番号"),
    "pages": _("%(page)s / %(pages)s ページ"),
    "qr_code": _("QRコード。%(address)s"),
    "cut": pgettext_lazy("紙", "きりとり"),
    # On a map.
    "map": _("地図"),
    "north": pgettext_lazy("地図", "北"),
    "border": _("地域のさかい"),
    "landmarks": _("目印は%(names)sです。"),
    "on_page": pgettext_lazy("紙", "%(page)sページ"),
    # An area's list.
    "tell_us": _("まちがい・変更を知らせる"),
    "what_changed": _("「変わったよ」「ここにもあるよ」を教えてください。"),
    "by_telephone": _("電話でもどうぞ。"),
    "number": pgettext_lazy("紙", "番号"),
    # Today's round.
    "private_telephone": _("電話（載せない）"),
    "unchanged": pgettext_lazy("紙", "変わりない"),
    "changed": pgettext_lazy("紙", "変わった →"),
    "nobody_there": pgettext_lazy("紙", "会えなかった"),
    "checked_when": pgettext_lazy("紙", "いつ"),
    "noticed": pgettext_lazy("紙", "気づいたこと"),
    # A treasure walk.
    "walked_on": pgettext_lazy("紙", "歩いた日"),
    "walkers": pgettext_lazy("紙", "歩いた人数"),
    "write_numbers": _("見つけたら地図に番号を書き、次の紙の同じ番号の行に書いてください。"),
    "found": _("見つけた宝もの"),
    "kind": pgettext_lazy("紙", "種類"),
    "circle": _("はじめから書いてある場所は、メモの言葉に丸をつけてください。"),
    "find": pgettext_lazy("紙", "見つけたもの・人・場所"),
    "whose": pgettext_lazy("紙", "だれの"),
    "usable": pgettext_lazy("紙", "いつ使える"),
    "note": pgettext_lazy("紙", "メモ"),
    # A sign-in slip.
    "name": pgettext_lazy("サインイン票", "名前"),
    "staff_number": _("職員番号"),
    "town": _("市町村"),
    "expires": _("使える期限"),
    "address": _("開く場所"),
    "passphrase": _("票の合言葉（一度だけ使えます）"),
    "shred": _("紙は使い終わったら細かくして捨ててください。"),
    # A slip to write on: 声の用紙.
    "voice_number": _("声の番号"),
    "voice_what": _("困りごとも、やってみたいことも、思いつきも。ひとことで十分です。"),
    "voice_area": pgettext_lazy("紙", "お住まいの地区"),
    "voice_called": pgettext_lazy("紙", "お呼びする名前"),
    "voice_reply": pgettext_lazy("紙", "お返事先（電話番号など）"),
    "voice_optional": _("名前とお返事先は、書かなくてもかまいません。"),
    "voice_reach": _("ほかの人に伝えてもよければ、印をつけてください。"),
    "voice_reader": _("%(body)sの担当者が読みます。"),
    "voice_hand_in": _("ここまでを切って、担当者にお渡しください。"),
    "voice_keep": _("手もとに残す控え"),
    "voice_news": _("その後どうなったかは、お電話でこの番号をお知らせください。"),
    "voice_screen": _("スマートフォンからも、声をとどけられます。"),
    # A report.
    "report_changed": _("変わったこと"),
    "report_done": _("したこと"),
    "report_story": pgettext_lazy("紙", "物語"),
    "report_trouble": pgettext_lazy("紙", "困っていること"),
    "report_coming": pgettext_lazy("紙", "これから"),
    "plan_picture": _("目指す姿"),
    "plan_aims": _("目標と、いまいるところ"),
    "plan_mark": pgettext_lazy("紙", "指標"),
    "plan_now": pgettext_lazy("紙", "いま"),
    "plan_wanted": pgettext_lazy("紙", "目指す数"),
    "plan_source": pgettext_lazy("紙", "出どころ"),
    "plan_unmeasured": pgettext_lazy("紙", "まだはかっていない"),
    "plan_unmarked": _("指標は、まだありません。"),
    "plan_steps": pgettext_lazy("紙", "はじめの一歩"),
    "plan_means": _("いま役に立っているもの"),
    "plan_no_goal": _("目標は、まだありません。"),
    "plan_findings": _("目的の点検で見つかったこと"),
    "plan_why": _("目指す姿と、そのわけ"),
    "plan_trouble": _("いま困っていること"),
    "plan_coming": _("来年度にすること"),
    "plan_heard": _("今年度の月報に書いた、困っていること"),
    "plan_figures": _("今年度の数"),
    "evidence_claim": pgettext_lazy("紙", "町の答え"),
    "evidence_responsible": pgettext_lazy("紙", "答える人"),
    "evidence_records": pgettext_lazy("紙", "記録"),
    "evidence_number": pgettext_lazy("紙", "件数"),
    "report_of": pgettext_lazy("紙", "%(number)s / %(of)s"),
}


def said() -> dict[str, str]:
    """Return all words by name."""
    return {name: str(word) for name, word in WORDS.items()}
