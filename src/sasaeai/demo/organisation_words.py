"""The organisations of both municipalities in words: key, kind, name, kana, 町丁目, reach, about."""

SASAE = """
sakuradai-chokai|neighbourhood|桜台町会|さくらだいちょうかい|sakuradai-2|sakuradai|坂の町の町会。夏の盆踊りと、月に一度の「坂の上そうじ」を続けています。
sakuradai3-jichikai|neighbourhood|桜台三丁目自治会|さくらだいさんちょうめじちかい|sakuradai-3|sakuradai|八十世帯ほどの小さな自治会。回覧板を手渡しで回すのが自慢です。
umegaoka-chokai|neighbourhood|梅ヶ丘町会|うめがおかちょうかい|umegaoka-1|umegaoka|梅の手入れと見守りの町会。掲示板は六つ、係が毎週見てまわります。
kashiwagi-chokai|neighbourhood|柏木町会|かしわぎちょうかい|kashiwagi-1|kashiwagi|朝の見守りと防災倉庫の当番を、班ごとに受けもっています。
kashiwagi-danchi|neighbourhood|柏木団地自治会|かしわぎだんちじちかい|kashiwagi-danchi|kashiwagi|十二棟の団地の自治会。集会所と台車六台を、住む人みんなで使っています。
kawabata-chokai|neighbourhood|川端町会|かわばたちょうかい|kawabata-1|kawabata|川べりの草刈りと花だん。ラジオ体操の世話もしています。
yanagicho-chokai|neighbourhood|柳町町会|やなぎちょうちょうかい|yanagicho-1|yanagicho|駅前から川までの町会。掲示板の貼りかえは掲示係の二人が受けもちます。
kitano-chokai|neighbourhood|北野町会|きたのちょうかい|kitano-1|kitano|田んぼの残る北野の町会。どんど焼きには子どもも大人も集まります。
tenjin-chokai|neighbourhood|天神連合町会|てんじんれんごうちょうかい|tenjin-1|tenjin|天神と宮前の四つの町会の集まり。祭りの神輿を持ち回りで守っています。
honmachi-chokai|neighbourhood|本町連合町会|ほんまちれんごうちょうかい|honmachi-2|honmachi|駅前の五つの町会の集まり。マンションの方への声かけに力を入れています。
minamidai-jichikai|neighbourhood|みなみ台連合自治会|みなみだいれんごうじちかい|minamidai-2|minamidai|四十年前に越してきた人たちの自治会。次の世代への引きつぎを話し合っています。
sakura-kotobukikai|senior_club|桜台さくら会|さくらだいさくらかい|sakuradai-1|sakuradai|七十代から九十代の仲間の会。歩く、歌う、植えるが三本柱です。
kawabata-nagisakai|senior_club|川端せせらぎ会|かわばたせせらぎかい|kawabata-2|kawabata|川べりの散歩と輪投げの会。はじめての方には隣の席を空けておきます。
kitano-ikiiki|senior_club|北野いきいきクラブ|きたのいきいきくらぶ|kitano-2|kitano|グラウンドゴルフと手芸の会。年に二度、保育園へ遊びに行きます。
minamidai-himawari|senior_club|みなみ台ひまわりクラブ|みなみだいひまわりくらぶ|minamidai-1|minamidai|団地の階段が苦にならないように、みんなで足腰をきたえる会です。
minsei|minsei|ささえ市民生委員・児童委員協議会|ささえしみんせいいいんじどういいんきょうぎかい|honmachi-1|sasae|七十六人の委員が、町ごとに顔の見える相談役をつとめています。
shakyo|shakyo|ささえ市社会福祉協議会|ささえししゃかいふくしきょうぎかい|honmachi-3|sasae|ボランティアセンターと福祉の相談。第1層の生活支援コーディネーターがいます。
hokatsu-kawanishi|hokatsu|川西地域包括支援センター|かわにしちいきほうかつしえんせんたー|kashiwagi-2|kawanishi-area|川西の高齢の方とご家族の相談窓口。二階の部屋は会議にも使えます。
hokatsu-kitano|hokatsu|北野地域包括支援センター|きたのちいきほうかつしえんせんたー|kitano-2|kitano-area|北野と天神の相談窓口。毎月、ふれあいセンターへ出張相談に出ています。
hokatsu-honmachi|hokatsu|本町地域包括支援センター|ほんまちちいきほうかつしえんせんたー|honmachi-2|honmachi-area|駅から三分の相談窓口。仕事帰りのご家族のために水曜は夜七時まで開けています。
hokatsu-minamidai|hokatsu|みなみ台地域包括支援センター|みなみだいちいきほうかつしえんせんたー|minamidai-1|minamidai-area|団地の一階にある相談窓口。買い物のついでに寄る方も多くいます。
silver|silver|ささえ市シルバー人材センター|ささえししるばーじんざいせんたー|sakaecho|sasae|六十歳からの仕事と出番。植木、ふすま、家事の手伝いまで会員は四百人ほどです。
shiyakusho|municipality|ささえ市高齢福祉課|ささえしこうれいふくしか|honmachi-1|sasae|支え合いの地域づくりを受けもつ市の課です。
npo-otagaisama|npo|NPO法人 さくら台お互いさま会|えぬぴーおーほうじん さくらだいおたがいさまかい|sakuradai-1|sakuradai|三十分三百円の助け合い。頼む人も頼まれる人も同じ会員です。
npo-machien|npo|NPO法人 まちの縁がわ|えぬぴーおーほうじん まちのえんがわ|honmachi-3|honmachi-area|空いた店を借りて、だれでも座れる縁がわを開いています。
npo-satoyama|npo|NPO法人 谷戸の里山くらぶ|えぬぴーおーほうじん やとのさとやまくらぶ|yato|minamidai-area|雑木林の手入れと畑。力仕事のあとの豚汁が名物です。
coop-minori|coop|生活協同組合 みのり生協 ささえセンター|せいかつきょうどうくみあい みのりせいきょう ささえせんたー|shinden|sasae|週に一度の宅配と見守り。組合員の助け合いの会もあります。
ja-sasae|coop|ささえ農業協同組合|ささえのうぎょうきょうどうくみあい|kitano-4|sasae|直売所と貸し農園。女性部の味噌づくりは六十年つづいています。
shokokai|chamber|ささえ市商工会|ささえししょうこうかい|honmachi-2|sasae|三百の店と会社の集まり。見守り協力店のシールを配っています。
honmachi-shotenkai|chamber|本町ふれあい商店会|ほんまちふれあいしょうてんかい|honmachi-2|honmachi|四十二の店の集まり。通りのベンチは店主の手づくりです。
kawanishi-shotenkai|chamber|川西駅前通り商店会|かわにしえきまえどおりしょうてんかい|yanagicho-1|yanagicho|電話一本で届ける「ご用聞き便」を相談中の商店会です。
post-kawanishi|finance_post|川西郵便局|かわにしゆうびんきょく|yanagicho-1|kawanishi-area|窓口の待合に、町の集まりのちらしを置いています。
shinkin|finance_post|ささえ信用金庫 本町支店|ささえしんようきんこ ほんまちしてん|honmachi-1|sasae|二階の会議室を、土曜の午前に地域の会へ貸しています。
temple-kounji|temple|光雲寺|こううんじ|aoume|kawanishi-area|本堂と客間を、写経や集まりに開いているお寺です。
temple-tenjin|temple|天神社|てんじんしゃ|miyamae|kitano-area|社務所の広間と境内。朝のラジオ体操の会場にもなっています。
school-kashiwagi|school|ささえ市立柏木小学校|ささえしりつかしわぎしょうがっこう|kashiwagi-1|kashiwagi|昔あそびの先生をいつも募集中。家庭科室は土曜に使えます。
school-kitano|school|ささえ市立北野中学校|ささえしりつきたのちゅうがっこう|kitano-3|kitano-area|ボランティア部の三十人が、ゴミ出しや雪かきに出ています。
school-umegaoka|school|梅ヶ丘保育園|うめがおかほいくえん|umegaoka-2|umegaoka|敷地の別棟を「地域で使ってほしい」と話している保育園です。
school-minamidai|school|みなみ台福祉大学|みなみだいふくしだいがく|minamidai-5|minamidai-area|学生サークルがスマホ教室と聞き書きを続けています。
swc-kawasemi|swc|社会福祉法人 かわせみ会|しゃかいふくしほうじん かわせみかい|kawabata-2|sasae|川西と北野の包括を受けもち、送迎車の空き時間を地域に貸しています。
swc-hidamari|swc|社会福祉法人 ひだまりの会|しゃかいふくしほうじん ひだまりのかい|kashiwagi-1|kawanishi-area|就労継続支援B型「喫茶ひだまり」を営んでいます。
swc-midorinooka|swc|社会福祉法人 みどりの丘|しゃかいふくしほうじん みどりのおか|minamidai-4|minamidai-area|特養の交流室を、地域の会に開いています。
care-sazanka|care_provider|デイサービス さざんか|でいさーびす さざんか|tenjin-2|kitano-area|土日は空いている広間とお風呂を、何かに使えないかと考えています。
care-konpeito|care_provider|小規模多機能ホーム こんぺいとう|しょうきぼたきのうほーむ こんぺいとう|wakabacho-3|wakaba|玄関先の駄菓子屋に、子どもと大人が集まります。
care-tsukushi|care_provider|訪問介護ステーション つくし|ほうもんかいごすてーしょん つくし|sakuradai-4|kawanishi-area|制度ではできない手助けを、地域につなぐ役を買って出ています。
clinic-aozora|medical|あおぞら内科クリニック|あおぞらないかくりにっく|wakabacho-2|honmachi-area|待合の一角で、月に一度の健康ばなしの会を開いています。
pharmacy-yotsuba|medical|よつば薬局 柏木店|よつばやっきょく かしわぎてん|kashiwagi-2|kashiwagi|薬の相談のほか、体組成計と血圧計を自由に使えます。
vol-tesagebukuro|volunteer|手しごとの会 針箱|てしごとのかい はりばこ|kashiwagi-1|kawanishi-area|ボタン付け、すそ上げ、つくろい。五分の困りごとから始まった会です。
vol-aoumekai|volunteer|男の台所 青梅会|おとこのだいどころ あおうめかい|aoume|kawanishi-area|妻に先立たれた男性の「味噌汁くらいは」から始まった、男性だけの会です。
vol-utagoe|volunteer|うたごえの輪 北野|うたごえのわ きたの|kitano-1|kitano-area|懐かしい歌をみんなで。声が出ない日は鈴を鳴らします。
vol-mimamori|volunteer|本町見守り隊|ほんまちみまもりたい|honmachi-1|honmachi|黄緑のベストで朝夕の通りに立ち、子どもにも高齢の方にも声をかけます。
vol-keicho|volunteer|傾聴ボランティア ことのは|けいちょうぼらんてぃあ ことのは|sakaecho|sasae|話を聞くことを学んだ二十人が、お宅や施設をたずねています。
co-yamada|company|青果やまだ|せいかやまだ|yanagicho-2|kawanishi-area|親子二代の八百屋。配達車の帰りの荷台が空いています。
co-minamimart|company|スーパー みなみマート|すーぱー みなみまーと|minamidai-2|minamidai-area|団地の真ん中のスーパー。休憩コーナーに囲碁盤を置いています。
co-kogumaya|company|こぐま製パン|こぐませいぱん|wakabacho-1|honmachi-area|夕方に残ったパンを、集まりの場に届けています。
meal-okazuya|meal_vendor|お弁当 いろどり亭|おべんとう いろどりてい|tenjin-1|sasae|手渡しの配食。かわったことがあれば、その日のうちに包括へ知らせます。
mobile-tokotoko|mobile_shop|移動販売 とことこ号|いどうはんばい とことこごう|oosawa|sasae|軽トラックで坂の上まで。刺身も切手も乗せてまわります。
transport-asiato|transport_group|移動支援の会 あしあと|いどうしえんのかい あしあと|hinata|minamidai-area|通院と買い物の付き添い。運転する会員は二年ごとに講習を受けます。
news-sasae|lifeline|ささえ新聞販売所|ささえしんぶんはんばいじょ|honmachi-4|sasae|新聞がたまっていたら、その日のうちに知らせる約束を市と結んでいます。
koban-kawanishi|police_fire|ささえ市消防団 川西分団|ささえししょうぼうだん かわにしぶんだん|kawabata-1|kawanishi-area|夜回りと防災訓練。詰所の二階は寄り合いにも使えます。
"""

TONARI = """
t-yakuba|municipality|となり町健康福祉課|となりまちけんこうふくしか|nakajuku|tonari|役場の一階で、健康づくりと支え合いを受けもっています。
t-shakyo|shakyo|となり町社会福祉協議会|となりまちしゃかいふくしきょうぎかい|nakajuku|tonari|山の集落へ毎週出向く社協です。
t-hokatsu|hokatsu|となり町地域包括支援センター|となりまちちいきほうかつしえんせんたー|shimojuku|tonari|町にひとつの相談窓口。電話は夜も当番が受けます。
t-shuku|neighbourhood|宿自治会|しゅくじちかい|kamijuku|shuku|街道の三つの組の自治会。道普請を年に二度つづけています。
t-mine|neighbourhood|峰自治会|みねじちかい|mine-1|mine|四十二軒の山の自治会。雪の朝は声をかけ合います。
t-club|senior_club|となり町ことぶきクラブ|となりまちことぶきくらぶ|sawaguchi-1|tonari|わらじ編みとゲートボールの会です。
t-ja|coop|となり町農産物直売組合|となりまちのうさんぶつちょくばいくみあい|shimojuku|tonari|山の畑の野菜を持ち寄る直売所を開いています。
t-npo|npo|NPO法人 沢口の手|えぬぴーおーほうじん さわぐちのて|sawaguchi-1|sawaguchi|草刈り、雪かき、薪わりの助け合いの会です。
"""
