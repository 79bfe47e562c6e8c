import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('vocabulary', '0001_initial'), ('vocabulary', '0002_longest_text'), ('vocabulary', '0003_term_kana'), ('vocabulary', '0004_traits_and_alarm_words'), ('vocabulary', '0005_policy_rule'), ('vocabulary', '0006_instrument')]

    initial = True

    dependencies = [
        ('areas', '0001_squashed_0005_employer_phone'),
    ]

    operations = [
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('kind', models.CharField(choices=[('sc_function', 'コーディネート機能'), ('sc_task', 'コーディネーターの活動範囲①〜⑥'), ('council_role', '協議体の役割'), ('work_coordinator_task', '就労的活動支援コーディネーターの活動'), ('sc_activity_type', '月報の行'), ('contact_means', 'やりとりの手段'), ('counterpart', 'やりとりの相手'), ('meeting_kind', '会議の種類'), ('asset_kind', '資源の種類'), ('asset_origin', '資源がどうしてここにあるか'), ('asset_status', '資源のようす'), ('asset_visibility', 'だれに見せるか'), ('barrier_free', 'バリアフリー'), ('support_category', '困りごとと手伝いの分類'), ('coping', 'いまどうしているか'), ('trait', 'たがいに知っておきたいこと'), ('alarm_word', 'すぐに人へつなぐ言葉'), ('voice_kind', '声の種類'), ('org_type', '団体の種類'), ('help_source', '自助・互助・共助・公助'), ('gathering_main_activity', '通いの場のおもな活動'), ('gathering_operator', '通いの場の運営主体'), ('gathering_place', '通いの場の開催場所'), ('gathering_frequency', '通いの場の開催頻度'), ('gathering_purpose_type', '通いの場の類型'), ('gathering_support', '通いの場への支援'), ('sougou_service', '総合事業のサービス'), ('scheme_type', 'お礼のかたち'), ('paid_status', '働きかた'), ('transport_legal_basis', '送迎の法律上の扱い'), ('role', '役割の呼び名'), ('area_level', '区域の段階'), ('household', '世帯'), ('consent_scope', '同意した相手'), ('consent_item', '同意した項目'), ('need_status', 'ニーズのようす'), ('match_result', 'つないだ結果'), ('instrument', '道具箱：使える制度・事業')], max_length=40, verbose_name='一覧')),
                ('code', models.SlugField(max_length=40, verbose_name='コード')),
                ('label', models.CharField(max_length=120, verbose_name='呼び名')),
                ('national_label', models.CharField(blank=True, editable=False, max_length=120, verbose_name='もとの呼び名')),
                ('label_en', models.CharField(blank=True, max_length=120, verbose_name='英語の呼び名')),
                ('description', models.TextField(blank=True, max_length=4000, verbose_name='説明')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='並び順')),
                ('policy', models.CharField(blank=True, choices=[('allow', 'だれでも手伝える'), ('train', '学んだ人が手伝う'), ('refer', '専門のところへつなぐ')], max_length=10, verbose_name='手伝う人')),
                ('since', models.DateField(blank=True, null=True, verbose_name='いつから')),
                ('until', models.DateField(blank=True, null=True, verbose_name='いつまで')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='出どころ')),
                ('to_verify', models.BooleanField(default=False, verbose_name='要確認')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='areas.municipality', verbose_name='市町村')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='vocabulary.term', verbose_name='上の用語')),
                ('kana', models.CharField(blank=True, max_length=160, verbose_name='ふりがな')),
            ],
            options={
                'verbose_name': '用語',
                'ordering': ['kind', 'order', 'code'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'kind', 'code'), name='vocabulary_code_once'), models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='vocabulary_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='PolicyRule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('policy', models.CharField(choices=[('allow', 'だれでも手伝える'), ('train', '学んだ人が手伝う'), ('refer', '専門のところへつなぐ')], max_length=10, verbose_name='手伝う人')),
                ('since', models.DateField(verbose_name='いつから')),
                ('why', models.CharField(max_length=300, verbose_name='わけ')),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='policy_rules', to='vocabulary.term', verbose_name='用語')),
            ],
            options={
                'verbose_name': '手伝う人の決まり',
                'ordering': ['term', '-since'],
                'constraints': [models.UniqueConstraint(fields=('term', 'since'), name='vocabulary_policy_once_a_day'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='vocabulary_policy_says_why')],
            },
        ),
    ]
