"""What a town might print of its work. All words are invented."""

from sasaeai.paper.content import EvidenceSheet, FigureTable, PlanSheet, ReportSheet, StorySheet

HEAD = ["要綱の機能", "訪問", "電話", "来所", "会議", "オンライン", "計"]


def listed(name: str, rows: int, called: str = "活動") -> FigureTable:
    """Figures one below the other, each under a name of its own."""
    return {
        "head": [name, "件数"],
        "rows": [[f"{called}{at:02d}番", str(at)] for at in range(rows)],
        "foot": [],
    }


def report_sheet(*, many: int = 12, story: str = "本を読んでもらえる夜をもった。") -> ReportSheet:
    """A 月報 with so many rows in its longest table."""
    stat = {
        "name": "聴いた声に、お返事ができた",
        "number": "12",
        "of": "20",
        "note": "期間の終わりまで",
    }
    return {
        "town": "ささえ市",
        "title": "令和8年10月　川西",
        "date": "令和8年11月2日",
        "kind": "月報",
        "body": "ささえ市地域包括支援センター",
        "changed": [stat, stat, stat],
        "stories": 1,
        "story": story,
        "table": {
            "head": HEAD,
            "rows": [[f"機能{at}", *"123456"] for at in range(3)],
            "foot": ["記録の実数", *"369999"],
        },
        "entries": "記録の実数は21件です。",
        "lists": [listed("数えたもの", many, "行"), listed("だれと", min(many, 5))],
        "months": [],
        "trouble": ["木曜の午後に動ける人が足りない"],
        "coming": ["集会所で世話人の会"],
    }


def plan_sheet(*, many: int = 3) -> PlanSheet:
    """A plan with so many goals, and as much that goes on."""
    kept = [{"label": f"手伝う会{at}", "value": "桜台、活動中"} for at in range(many)]
    return {
        **report_sheet(many=many),
        "kind": "来年度の計画",
        "pictures": [{"label": "川西", "value": "坂の上でも下でも、声をかければ誰かがいる"}],
        "aims": [
            {
                "words": f"目標{at:02d}番",
                "about": "川西、3年後",
                "marks": [
                    [f"指標{at:02d}番", "12 ／ 40人（30％）", "24 ／ 40人（60％）", "聞き取り"]
                ],
                "steps": ["回覧板で声をかける", "黒板を借りる"],
                "means": "手伝う会、集会所",
            }
            for at in range(many)
        ],
        "findings": [
            {"label": "何のための目標でしょう", "value": "変わってほしいことを書けますか。"}
        ],
        "kept": [{"heading": "つづけること", "rows": kept}],
        "heard": [{"label": "令和8年10月", "value": "鍵を預かる人がいない"}],
    }


def evidence_sheet(*, many: int = 5) -> EvidenceSheet:
    """The evidence of so many items."""
    return {
        "town": "ささえ市",
        "title": "指標の裏づけ、令和8年度",
        "date": "令和8年11月2日",
        "note": "点数は計算していません。",
        "items": [
            {
                "name": f"項目{at:02d}番",
                "source": "支援交付金 目標Ⅰ",
                "claim": "している",
                "words": "議事録は係の棚にあります。",
                "responsible": "地域支え合い係",
                "records": [["聴いた声", "12"], [f"行{at:02d}番", "3"]],
            }
            for at in range(many)
        ],
    }


def story_sheet(*, many: int = 8) -> StorySheet:
    """A line of so many knots, as many as one page holds."""
    knot = {
        "when": "令和8年6月4日",
        "title": "ボタンひとつから",
        "text": "針に糸を通す日",
        "words": "",
    }
    return {
        "town": "ささえ市",
        "title": "ボタンひとつから",
        "date": "令和8年11月2日に印刷",
        "telephone": {"label": "お話を聴かせてください", "number": "042-000-1234"},
        "lead": "声1件から始まった、ここまでの道のりです。",
        "knots": [{**knot, "words": "ボタンが取れてねえ"}, *[knot] * (many - 1)],
        "people": [{"label": "聴いた人", "value": "青木春子"}],
        "consent": "みんなに伝えてよいと、ご本人から聞いた言葉だけです。",
    }
