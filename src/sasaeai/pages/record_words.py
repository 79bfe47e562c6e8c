"""The entries of the record book in words: what was done, and to which fields."""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area, Employer, Landmark, Municipality, Role
from sasaeai.areas.models.area import Level
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from sasaeai.audit.queries import Matter
from sasaeai.contacts.models import Contact
from sasaeai.journal.models import Entry as Deed
from sasaeai.journal.models import Story, Word
from sasaeai.matching.models import Match
from sasaeai.needs.models import Issue, Need
from sasaeai.organisations.models import Organisation
from sasaeai.people.models import Item, Person
from sasaeai.reports.models import Report, Template
from sasaeai.visions.models import Goal, Vision
from sasaeai.vocabulary.models import Term
from sasaeai.voices.models import Slip, Voice

VERBS: dict[str, Promise] = {
    "accounts.sign_in": _("サインインした"),
    "accounts.sign_in_failed": _("サインインできなかった"),
    "accounts.sign_out": _("サインアウトした"),
    "accounts.second_factor_failed": _("二つめの鍵の数字が合わなかった"),
    "accounts.password_failed": _("パスワードが合わなかった"),
    "accounts.add_second_factor": _("二つめの鍵をつけた"),
    "accounts.drop_second_factor": _("二つめの鍵をやめた"),
    "accounts.look_codes": _("控えの番号を見た"),
    "accounts.renew_codes": _("控えの番号を作りなおした"),
    "accounts.change_password": _("パスワードを変えた"),
    "accounts.open": _("アカウントを開いた"),
    "accounts.change": _("アカウントを直した"),
    "accounts.close": _("アカウントを閉じた"),
    "accounts.reopen": _("アカウントをもう一度開いた"),
    "accounts.issue_slip": _("サインイン票を出した"),
    "accounts.redeem_slip": _("サインイン票でパスワードを決めた"),
    "accounts.redeem_slip_failed": _("サインイン票を使えなかった"),
    "activities.add": _("活動を書きたした"),
    "activities.add_many": _("活動をまとめて書きたした"),
    "activities.answer": _("活動の知らせに答えた"),
    "activities.change": _("活動を直した"),
    "activities.change_many": _("活動をまとめて直した"),
    "activities.check": _("活動を確かめた"),
    "activities.export": _("活動を書き出した"),
    "activities.look": _("活動の載せないところを見た"),
    "activities.look_suggestions": _("活動への知らせを見た"),
    "activities.set_state": _("活動の様子を変えた"),
    "activities.take_back_state": _("活動の様子を元に戻した"),
    "activities.add_origin": _("活動のもとを書きたした"),
    "activities.drop_origin": _("活動のもとから外した"),
    "activities.join": _("活動を開いている方に加えた"),
    "activities.leave": _("活動を開いている方から外した"),
    "activities.use": _("活動の使うものを書きたした"),
    "activities.stop_using": _("活動の使うものから外した"),
    "activities.suggest": _("活動のまちがい・変更を知らせた"),
    "activities.take_back_check": _("活動を確かめた記録を取り消した"),
    "activities.take_in": _("活動を名簿から書いた"),
    "areas.add_area": _("区域を加えた"),
    "areas.add_areas": _("区域をまとめて加えた"),
    "areas.add_employer": _("所属先を加えた"),
    "areas.bring_back_area": _("終わった区域をまた使えるようにした"),
    "areas.change_area": _("区域を直した"),
    "areas.change_areas": _("区域をまとめて直した"),
    "areas.change_employer": _("所属先を直した"),
    "areas.change_municipality": _("市町村の設定を直した"),
    "areas.compose": _("区域の内訳をまとめて決めた"),
    "areas.add_part": _("区域の内訳に加えた"),
    "areas.end_part": _("区域の内訳から外した"),
    "areas.restore_part": _("区域の内訳に戻した"),
    "areas.export": _("区域を書き出した"),
    "areas.export_staff": _("人と配置を書き出した"),
    "areas.end_posting": _("配置を終えた"),
    "areas.found": _("市町村をはじめた"),
    "areas.name_role": _("役割の呼び名を決めた"),
    "areas.name_levels": _("段階の呼び名を決めた"),
    "areas.post": _("配置した"),
    "areas.change_landmarks": _("目印をまとめて直した"),
    "areas.put_landmarks": _("目印をまとめて加えた"),
    "areas.put_population": _("人口を入れた"),
    "areas.set_access": _("人の記録の見え方を決めた"),
    "assets.add": _("資源を書きたした"),
    "assets.add_many": _("資源をまとめて書きたした"),
    "assets.answer": _("資源の知らせに答えた"),
    "assets.bring_back": _("資源を一覧に戻した"),
    "assets.change": _("資源を直した"),
    "assets.change_many": _("資源をまとめて直した"),
    "assets.check": _("資源を確かめた"),
    "assets.export": _("資源を書き出した"),
    "assets.look": _("資源の載せないところを見た"),
    "assets.look_list": _("一覧で人の札を見た"),
    "assets.look_suggestions": _("資源への知らせを見た"),
    "assets.retire": _("資源を引退にした"),
    "assets.set_half_lives": _("確かさの減り方を決めた"),
    "assets.suggest": _("資源のまちがい・変更を知らせた"),
    "activities.take_out": _("まちがえて取り込んだ活動を消した"),
    "areas.take_in": _("区域・目印をファイルから書いた"),
    "areas.take_out": _("まちがえて取り込んだ区域・目印を消した"),
    "assets.take_out": _("まちがえて取り込んだ資源を消した"),
    "assets.take_back_check": _("資源を確かめた記録を取り消した"),
    "assets.take_in": _("資源を名簿から書いた"),
    "contacts.keep_contact": _("すぐに人へつなぐ先を直した"),
    "exchange.apply": _("取り込みを頼んだ"),
    "exchange.bring": _("取り込むファイルを選んだ"),
    "exchange.drop": _("取り込まずにファイルを消した"),
    "exchange.import": _("一覧を取り込んだ"),
    "exchange.map_columns": _("ファイルの列の読み方を決めた"),
    "exchange.read": _("ファイルをもう一度読むように頼んだ"),
    "exchange.stop": _("取り込みを途中で止めた"),
    "exchange.undo": _("取り込みを取り消した"),
    "insight.print_story": _("つながりの物語を印刷した"),
    "insight.store_sums": _("月の数を数えて残した"),
    "journal.change": _("日々の記録を直した"),
    "journal.change_story": _("物語を直した"),
    "journal.print_story": _("物語を印刷した"),
    "journal.take_back_story": _("物語を取り消した"),
    "journal.tell": _("物語を書いた"),
    "journal.drop_word": _("申し送りを消した"),
    "journal.look_pack": _("引き継ぎの画面を見た"),
    "journal.note_word": _("申し送りを書きとめた"),
    "journal.print_pack": _("引き継ぎを印刷した"),
    "journal.say_word": _("申し送りを伝えたとした"),
    "journal.unsay_word": _("申し送りをまだとした"),
    "journal.log": _("日々の記録を書いた"),
    "journal.move": _("次の一手の日を変えた"),
    "journal.settle": _("次の一手が済んだとした"),
    "journal.take_back": _("日々の記録を取り消した"),
    "journal.unsettle": _("次の一手がまだとした"),
    "matching.add_many": _("お手伝いのお願いをまとめて書きたした"),
    "matching.agree": _("引き受けてくださったと記録した"),
    "matching.arrange": _("お手伝いの日と付き添いを決めた"),
    "matching.ask": _("お手伝いをお願いした"),
    "matching.decline": _("今回は難しいと聞いた"),
    "matching.end": _("お手伝いを終えた"),
    "matching.hear_answer": _("お願いのお返事を聞いた"),
    "matching.note_visit": _("お手伝いの一回を記録した"),
    "matching.print_slip": _("お願いの紙を印刷した"),
    "matching.set_pace": _("お願いの頻度を決めた"),
    "matching.take_back_answer": _("聞いたお返事を取り消した"),
    "matching.take_back_ask": _("お手伝いのお願いを取り消した"),
    "matching.take_back_thanks": _("お礼の記録を取り消した"),
    "matching.take_back_visit": _("お手伝いの一回を取り消した"),
    "matching.take_up_again": _("お手伝いを元に戻した"),
    "matching.thank": _("お礼を伝えたと記録した"),
    "needs.add_many": _("ニーズをまとめて書きとめた"),
    "needs.change_issue": _("地域課題を直した"),
    "needs.merge_issue": _("地域課題を合わせた"),
    "needs.note_issue": _("地域課題にまとめた"),
    "needs.raise_issue": _("地域課題を話し合いに上げた"),
    "needs.split_issue": _("地域課題を分けた"),
    "needs.take_back_issue": _("地域課題にまとめたのを取り消した"),
    "needs.take_back_need": _("ニーズを書きとめたのを取り消した"),
    "needs.take_back_merging": _("合わせた地域課題を元に戻した"),
    "needs.take_back_splitting": _("分けた地域課題を元に戻した"),
    "needs.take_back_raising": _("話し合いに上げたのを取り消した"),
    "needs.change": _("ニーズを直した"),
    "needs.close": _("ニーズを終えた"),
    "needs.export": _("ニーズを書き出した"),
    "needs.hand_over": _("ニーズの受けもちを渡した"),
    "needs.overrule": _("わけを書いて、近所の方に頼むことにした"),
    "needs.refer": _("ニーズを専門のところへつないだ"),
    "needs.reopen": _("ニーズをもう一度ひらいた"),
    "needs.set_state": _("ニーズのようすを変えた"),
    "needs.take_back_overruling": _("近所の方に頼むわけを取り消した"),
    "needs.take_back_referral": _("つないだ記録を取り消した"),
    "needs.take_up": _("ニーズを書きとめた"),
    "organisations.add": _("団体を書きたした"),
    "organisations.add_many": _("団体をまとめて書きたした"),
    "organisations.approach": _("働きかけを書いた"),
    "organisations.bring_back": _("団体を一覧に戻した"),
    "organisations.change": _("団体を直した"),
    "organisations.change_approach": _("働きかけを直した"),
    "organisations.change_many": _("団体をまとめて直した"),
    "organisations.export": _("団体を書き出した"),
    "organisations.export_approaches": _("働きかけを書き出した"),
    "organisations.join": _("団体の会員を加えた"),
    "organisations.join_many": _("団体の会員をまとめて加えた"),
    "organisations.leave": _("団体の会員を外した"),
    "organisations.take_out": _("まちがえて取り込んだ団体を消した"),
    "organisations.look": _("団体の載せないところを見た"),
    "organisations.retire": _("団体を引退にした"),
    "organisations.take_in": _("団体を名簿から書いた"),
    "organisations.tie": _("団体のつながりを書いた"),
    "organisations.untie": _("団体のつながりを外した"),
    "pages.export_audit": _("記録簿を書き出した"),
    "pages.look_today": _("「今日」で住民の方の知らせを見た"),
    "pages.look_round": _("「今日たしかめる」を見た"),
    "pages.print_map": _("資源地図を印刷した"),
    "pages.print_round": _("「今日たしかめる」を印刷した"),
    "pages.print_walk": _("宝探しの用紙を印刷した"),
    "pages.put_away": _("「今日たしかめる」を前の順番に戻した"),
    "pages.set_out": _("「今日たしかめる」の順番をならべた"),
    "pages.take_back": _("宝探しの書き写しを元に戻した"),
    "pages.take_in": _("宝探しの用紙を書き写した"),
    "people.ask_to_give": _("できることを聞いた"),
    "people.change_meeting": _("会うときのことを書いた"),
    "people.hear_answer": _("できることの答えを書いた"),
    "people.add": _("人を書きたした"),
    "people.add_gift": _("できること・やってみたいことを書いた"),
    "people.add_many": _("人をまとめて書きたした"),
    "people.change_gift": _("できること・やってみたいことを直した"),
    "people.bring_back_gift": _("できること・やってみたいことを戻した"),
    "people.change": _("人の記録を直した"),
    "people.end_gift": _("できること・やってみたいことを取り下げた"),
    "people.export": _("人の記録を書き出した"),
    "people.give_consent": _("同意を書いた"),
    "people.look": _("人の記録を見た"),
    "people.look_up": _("人をさがした"),
    "people.open": _("理由を書いて人の記録を開いた"),
    "people.pause": _("お休みにした"),
    "people.restore_consent": _("同意を元に戻した"),
    "people.resume": _("お休みを終えた"),
    "people.withdraw_consent": _("同意を取り下げた"),
    "visions.add_indicator": _("指標を書きたした"),
    "visions.add_step": _("はじめの一歩を書いた"),
    "visions.begin": _("あるべき姿を描いた"),
    "visions.bring_back_meaning": _("目標から外したものを戻した"),
    "visions.change_goal": _("目標を直した"),
    "visions.change_indicator": _("指標を直した"),
    "visions.change_meaning": _("意味づけを直した"),
    "visions.change_step": _("はじめの一歩を直した"),
    "visions.close_goal": _("目標を終えた"),
    "visions.finish_step": _("はじめの一歩ができた"),
    "visions.give_meaning": _("目標につないだ"),
    "visions.measure": _("指標をはかった"),
    "visions.move_goal": _("目標を動かした"),
    "visions.note_agreement": _("目線合わせを書いた"),
    "visions.reopen_goal": _("目標をもう一度目指した"),
    "visions.set_goal": _("目標を書いた"),
    "visions.set_goals": _("目標をまとめて書いた"),
    "visions.set_then": _("「そのとき」を直した"),
    "visions.settle_rewrite": _("二つの書きかたから選んだ"),
    "visions.take_back_agreement": _("目線合わせの記録を取り消した"),
    "visions.take_back_edition": _("あるべき姿の版を取り消した"),
    "visions.take_back_finishing": _("一歩をまだに戻した"),
    "visions.take_back_goal": _("書いた目標を取り消した"),
    "visions.take_back_indicator": _("指標を取り消した"),
    "visions.take_back_meaning": _("目標から外した"),
    "reports.bring_back_template": _("様式をまた使えるようにした"),
    "reports.correct": _("報告の直した版を作った"),
    "reports.put_away_template": _("様式をしまった"),
    "reports.send": _("報告を提出した"),
    "reports.take_back": _("報告の提出を取り消した"),
    "reports.upload_template": _("様式を入れた"),
    "reports.write": _("報告の言葉を書いた"),
    "visions.take_back_measurement": _("はかった数を取り消した"),
    "visions.take_back_settling": _("選ぶ前に戻した"),
    "visions.take_back_step": _("書いた一歩を取り消した"),
    "visions.write_edition": _("あるべき姿の新しい版を書いた"),
    "voices.add_many": _("声をまとめて書きとめた"),
    "voices.answer": _("声にお返事したと記録した"),
    "voices.change": _("声を直した"),
    "voices.export": _("声を書き出した"),
    "voices.give_link": _("声のページの新しいリンクを作った"),
    "voices.hear": _("声を書きとめた"),
    "voices.look": _("声を見た"),
    "voices.look_up": _("声の番号で、その後を見た"),
    "voices.print_slips": _("声の用紙を印刷した"),
    "voices.receive": _("住民のページから声をとどけた"),
    "voices.restore": _("取り下げた声を戻した"),
    "voices.send": _("声の行き先を決めた"),
    "voices.forget_reply_to": _("お返事先を消した"),
    "voices.take_back_answer": _("お返事の記録を取り消した"),
    "voices.take_back_sending": _("声の行き先を取り消した"),
    "voices.take_back_slip": _("声の用紙の書き写しを取り消した"),
    "voices.take_slip": _("声の用紙を書き写した"),
    "voices.withdraw": _("声を取り下げた"),
    "vocabulary.add": _("用語を加えた"),
    "vocabulary.end": _("用語を終えた"),
    "vocabulary.export": _("用語を書き出した"),
    "vocabulary.load_national": _("国の用語を新しくした"),
    "vocabulary.rename": _("用語の呼び名を変えた"),
    "vocabulary.reopen": _("用語をもう一度使うようにした"),
    "vocabulary.set_policy": _("手伝う人を決めた"),
    "vocabulary.take_back_policy": _("手伝う人の決まりを取り消した"),
}
THINGS: dict[str, type[Model]] = {
    "activity": Activity,
    "area": Area,
    "asset": Asset,
    "employer": Employer,
    "goal": Goal,
    "entry": Deed,
    "contact": Contact,
    "issue": Issue,
    "landmark": Landmark,
    "match": Match,
    "municipality": Municipality,
    "need": Need,
    "organisation": Organisation,
    "person": Person,
    "report": Report,
    "round": Asset,
    "slip": Slip,
    "story": Story,
    "term": Term,
    "template": Template,
    "user": User,
    "vision": Vision,
    "voice": Voice,
    "walk": Asset,
    "word": Word,
}
# What an entry can be about besides one of the things above, and those of many things at once.
KINDS: dict[str, Promise] = {
    "access_rule": _("人の記録の見え方"),
    "import": _("取り込み"),
    "map": _("資源地図"),
    "pace": _("お願いの頻度"),
    "posting": _("配置"),
    "record_book": _("記録簿"),
    "round": _("今日たしかめる"),
    "suggestion": _("知らせ"),
    "walk": _("宝探し"),
}
# The entries of a matter, where they are not just those of one kind. What was told of a thing stays
# among the entries of the thing as well; that the book was taken along is nothing of the town.
MATTERS: dict[str, Matter] = {
    "municipality": Matter("municipality", without=("pages.export_audit",)),
    "record_book": Matter("record_book", besides=("pages.export_audit",)),
    "suggestion": Matter(
        "suggestion",
        besides=(
            "activities.answer",
            "activities.look_suggestions",
            "activities.suggest",
            "assets.answer",
            "assets.look_suggestions",
            "assets.suggest",
        ),
    ),
    "walk": Matter("walk", besides=("pages.print_walk",)),
}
# What is recorded but is no column of the thing itself.
FIELDS: dict[str, Promise] = {
    "chosen_actor": _("した人"),
    "chosen_kind": _("何を"),
    "chosen_since": _("いつから"),
    "chosen_until": _("いつまで"),
    "approaches": _("働きかけ"),
    "answer": _("お返事したこと"),
    "closing_answers": _("お返事したこと"),
    "contact": _("お返事先"),
    "goal": _("目標"),
    "gifts": _("できること・やってみたいこと"),
    "consents": _("同意"),
    "memberships": _("会員"),
    "overruled_for": _("近所に頼むわけ"),
    "password": _("パスワード"),
    "second_factor": _("二つめの鍵"),
    "notes": _("覚え書き"),
    "state": _("いまの様子"),
    "state_since": _("いつから"),
    "resumes_on": _("また始まる日"),
    "suggestions": _("知らせ"),
    "until": _("おわりの日"),
    "words": _("書かれた言葉"),
    **{role.value: role.label for role in Role},
    **{level.value: level.label for level in Level},
}


def verb_words(verb: str) -> str:
    """Return what was done; a verb of an older release stands as it was written."""
    return str(VERBS.get(verb, verb))


def kind_words(kind: str) -> str:
    """Return what kind of thing an entry was about."""
    if kind in KINDS:
        return str(KINDS[kind])
    return str(THINGS[kind]._meta.verbose_name) if kind in THINGS else kind  # noqa: SLF001 -- Django's public name for it


def matter(kind: str) -> Matter:
    """Return which entries are about this kind of thing."""
    return MATTERS.get(kind, Matter(kind))


def kind_of(entry: Entry) -> str:
    """Return what kind of thing an entry was about, whatever it was written under."""
    return "record_book" if entry.verb in MATTERS["record_book"].besides else entry.kind


def fields_words(entry: Entry) -> str:
    """Return what the fields that an entry touched are called on the screens."""
    return gettext("、").join(field_words(entry.kind, name) for name in entry.fields)


def field_words(kind: str, name: str) -> str:
    """Return what a field of this kind of thing is called on the screens."""
    if name in FIELDS:
        return str(FIELDS[name])
    columns = {field.name: field for field in THINGS[kind]._meta.fields} if kind in THINGS else {}  # noqa: SLF001 -- Django's public name for it
    if name in columns:
        return str(columns[name].verbose_name)
    # A look at a person names what consents name, and the name is no column of its own.
    return str(dict(Item.choices).get(name, name)) if kind == "person" else name
