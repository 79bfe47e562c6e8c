"""The pieces asset and activity words are put together from, and the seed stories' own assets."""


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


SHOPS = _words(
    "こもれび ひなた すずらん 木の実 まどべ ほたる 銀の匙 やまびこ ゆりの木 しろつめ とんぼ 縁 みちくさ あさひ くるみ 麦 さざなみ 茶々 ふくろう 灯 はこべ つばめ亭 なごみ たんぽぽ"
)
FLOWERS = _words(
    "さくら すみれ あじさい つばき もみじ こすもす あやめ なのはな ふじ ききょう つつじ 山吹 水仙 れんげ"
)
BIRDS = _words("つばめ ひばり めじろ うぐいす すずめ かるがも せきれい しらさぎ ふくろう ほおじろ")

# kind|name|町丁目|categories|organisation key or words|about|times|terms|fee|origin|visibility|days since the last check
STORIES = """
place|喫茶ひだまりの木曜午後|kashiwagi-1|salon,sewing,talk|swc-hidamari|木曜の午後は喫茶がお休み。飲みものの用意はひだまりの仲間が引き受けてくれます。十二席、厨房つきです。|木 13-16|飲み物をひとり一杯。片づけは一緒に|200|connected|public|6
place|喫茶ひだまり|kashiwagi-1|salon,work|swc-hidamari|就労継続支援B型の喫茶店。焼きたての蒸しパンが人気です。|月火水金 10-16|どなたでも|300|existing|public|6
place|梅ヶ丘保育園の別棟|umegaoka-2|multi_gen,salon|school-umegaoka|園の敷地にある小さな一軒家。「地域で使ってほしい」という園長さんの言葉から始まりました。|土 9-17,月火水木金 16-18|園の門ではなく、坂の下の木戸から|0|found|public|21
place|カフェいしかわさんち|sakuradai-3|salon,talk|石川さんご夫妻|自宅の居間と庭を開いた、六人でいっぱいの居場所。庭の柚子でお茶をいれます。|第24水 13-15:30|来る日を前もって電話で|100|grown|professionals|34
thing|青果やまだの配達車|yanagicho-2|shopping_delivery,shopping|co-yamada|火曜と金曜の午後、配達を終えた帰りの荷台が空いています。|火金 14-16|荷物だけ。人は乗れません|0|found|public|242
place|柏木団地 集会所|kashiwagi-danchi|salon,exercise,role|kashiwagi-danchi|四十人入れて、台所と机といすがあります。水曜は一日じゅう空いています。|水 9-17|鍵は自治会の当番から|0|existing|public|1
thing|柏木団地の台車 六台|kashiwagi-danchi|shopping,bulky_trash|kashiwagi-danchi|重い買い物にも、引っ越しにも。自転車置場の奥に並んでいます。|月火水木金土日 8-18|その日のうちに戻す|0|found|public|5
info|柳町の掲示板|yanagicho-1|consult|yanagicho-chokai|A4が六枚まで。町会の掲示係が貼ります。||町会の判をもらってから|0|existing|public|
thing|家庭科室で眠っていた針箱|kashiwagi-1|sewing,multi_gen|school-kashiwagi|柏木小学校の家庭科室に二十。手しごとの会が借りています。|土 9-12|学校に声をかけてから|0|found|public|48
place|桜台自治会館|sakuradai-2|salon,exercise|sakuradai-chokai|靴のまま入れる広間。手すりつきの洋式トイレがあります。|月水木 9-17|町会の行事がない日|300|existing|public|14
place|川端児童公園|kawabata-1|exercise,multi_gen|shiyakusho|毎朝六時半にラジオ体操の輪ができます。|月火水木金土日 6:30-7|だれでも。雨の日はお休み|0|existing|public|122
money|針箱の会の共同募金 二万円|kashiwagi-1|sewing|vol-tesagebukuro|糸とボタンを買うためのお金。残りは七千円ほどです。||会の話し合いで|0|connected|council|60
person|柏木のタケさん|kashiwagi-2|men,garden,role|柏木のタケさん|棚づくりと庭木が得意。病院の帰りには荷物持ちを探しています。|月金 9-11|歩いて行けるところまで|0|found|professionals|40
person|梅干し六十年のハルさん|sakuradai-3|meal_prep,role|梅干し六十年のハルさん|「教えてって言われたら、はりきっちゃう」。六月がいちばん忙しい方です。|水 10-12|台所のある場所で|0|found|professionals|9
place|青果やまだの店先の木箱|yanagicho-2|talk,shopping|co-yamada|三つ並んだ木箱に腰かけて、今日の安い野菜の話をします。|月火水木金土 10-18|買わない日も、どうぞ|0|existing|public|242
"""
