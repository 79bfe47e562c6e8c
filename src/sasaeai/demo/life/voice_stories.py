"""The voices with which the seed stories begin, and what came of them."""

# days ago|町丁目|heard by|kind|categories|who said it|means|where|consent|how far|words|what it led to|what was answered, or due in days
VOICES = """
388|kashiwagi-1|田中|trouble|sewing|柏木のキヨさん|event|喫茶ひだまりの木曜午後|paper|public|ボタンがひとつ取れただけで、この服はもう着られないの。糸の穴が見えないのよ、もう。|need:button|隣の席の房江さんが、その場で。三分でした。
367|kashiwagi-1|田中|strength|sewing|柏木の房江さん|event|喫茶ひだまりの木曜午後|oral|public|昔は嫁入り道具に針箱があったのよ。まだ持ってる。糸の色なら、四十はあるわね。|木曜の針箱|その針箱を真ん中に置いて、お試しの三回が始まりました。
352|kashiwagi-1|田中|waste|sewing,multi_gen||visit|柏木小学校の家庭科室|oral|public|家庭科室の戸棚に、針箱が二十も眠っています。子どもは自分のを持ってきますから、もう何年も。|家庭科室で眠っていた針箱|手しごとの会がお借りすることになりました。
305|kashiwagi-1|田中|idea|sewing,minor_repair|柏木のキヨさん|event|喫茶ひだまりの木曜午後|oral|council|ただだと、かえって頼みにくいのよ。三十分で二百円とか、決まっていたほうが、気がねしないでしょう。|かしわぎ手しごと便|みんなで話して、三十分二百円に決まりました。「すまいる」の名前の案も出ました。
5|kashiwagi-1|田中|wish|salon,role|柏木のキヨさん|event|喫茶ひだまりの木曜午後|oral|council|直した服を着ていくところが、ほしくなっちゃった。||3
372|aoume|田中|trouble|men,talk|青梅のとしさん|phone||oral|council|女房に先立たれて二年だ。飯は炊ける。味噌汁くらいは作る。だが、食べながらしゃべる相手がおらん。|need:widower|三人集まれば始められますよ、とお返事しました。三人は、すぐに集まりました。
361|aoume|田中|idea|men,meal_prep|青梅のとしさん|visit|ご自宅の縁側|oral|council|おれと同じのが、この町に何人もいるはずだ。男だけで、勉強会と称して飯を食うのはどうだ。|男の台所 青梅会|「勉強会」の名前で、月に一度の会になりました。
44|aoume|田中|strength|men,role|青梅のとしさん|event|男の台所 青梅会|oral|public|会の歌ができたんだ。三番まである。三番は、女房たちにあてた。|男の台所 青梅会|次のフォーラムで、みなさんに歌っていただくことになりました。
365|umegaoka-2|田中|waste|multi_gen,salon|梅ヶ丘保育園の園長さん|visit|梅ヶ丘保育園|paper|public|園のはしに、小さな一軒家があるんです。土曜も夕方も、だれも入っていません。地域で使っていただけたら、建物もよろこぶと思うんです。|梅ヶ丘保育園の別棟|町会の方と、いっしょに鍵を開けに行きました。
358|umegaoka-1|田中|wish|salon,multi_gen|梅の木のおばちゃん|walk|坂の途中のベンチ|oral|council|だれでもふらっと寄れて、赤ちゃんもいて、お茶だけ飲んで帰れる。そういう家が、近所に一軒あったらねえ。|木戸のおうち|園の別棟を見に行きました。「ここがいい」とおっしゃって、世話人になってくださいました。
31|umegaoka-2|田中|strength|multi_gen,salon||event|木戸のおうち|oral|public|木戸のおうちで、うちの子がはじめて、知らないおばあちゃんのひざで寝ました。起こさないように、みんなで小さい声になって。|木戸のおうち|写真を一枚、玄関に飾らせていただきました。
262|yanagicho-2|田中|waste|shopping_delivery|青果やまだの二代目|visit|青果やまだの店先|oral|public|配達を終えた帰りの荷台、空っぽなんですよ。坂の上を通って帰るのに、もったいないなあと、毎週思ってます。|青果やまだの配達車|坂の上の方の声と、お引き合わせしました。
261|sakuradai-3|田中|trouble|shopping,shopping_delivery|坂の上の編みもの先生|event|桜台ふれあいサロン|oral|council|お店で選ぶまでは楽しいの。袋をさげて坂を見上げると、しばらく見上げたままになるのよ。|青果やまだの帰り便|青果やまだの二代目と、店先でお引き合わせしました。帰り便の話は、そこからです。
300|sakuradai-3|田中|wish|salon,talk|石川さんご夫妻|visit|ご自宅の居間|paper|staff|子どもたちが出ていって、居間がひろくて。六人なら座れます。お菓子は作れませんが、お茶ならいくらでも。|カフェいしかわさんち|はじめの一回は、わたしも台所に立ちました。六人、来てくださいました。
6|sakuradai-3|田中|trouble|trash|坂の途中のツネさん|phone||oral|own|ゴミの日だけ、坂がこわいの。ほかは何でも自分でできるのよ。|need:slope|
4|sakuradai-4|田中|strength|garden|桜を植えた年から知る方|walk|桜山公園の入口|oral|council|桜は植えた年から知ってるの。誰か、剪定を教わりたい人いないかしら。||
3|kashiwagi-danchi|田中|waste|salon|団地の班長さん|walk|柏木団地 集会所の前|oral|council|集会所、水曜はずっと空いてるんだよね。もったいない。||
"""

# key|what|often minutes|when|where|coping|whose|state|words for whoever asked
NEEDS = """
button|ブラウスのボタン付け、ひとつ|once 10|木 13-15|喫茶ひだまりの木曜午後に|unresolved|柏木のキヨさん|done|隣の席の房江さんがつけてくださいました。お礼は飴をふたつ。
widower|男どうしで食べて話せるところ|monthly 180|土 10-13|梅ヶ丘から歩けるところ|unresolved|青梅のとしさん|done|土曜の会が、三人で始まりました。もう七人です。こちらからご案内することは、もうありません。
slope|週二回のゴミ出し|weekly 10|火金 6-8|玄関から集積所まで60メートル、坂|self|坂の途中のツネさん|received|
"""

# need|kind|who or what|asked days ago|half hours|first days ago, at the earliest|what was noted each time
MATCHES = """
button|person|柏木の房江さん|380|木 14-14:30|379|3分。「昔は嫁入り道具に針箱があったのよ」。お礼は飴ふたつ。
widower|activity|男の台所 青梅会|345||340|味噌汁、だし巻き、後片づけ。帰りに三人で川を見る。/七人。会の歌の一番ができる。
"""


def led() -> set[str]:
    """Return the names of what these voices led to."""
    return {line.split("|")[11] for line in VOICES.strip().splitlines()}
