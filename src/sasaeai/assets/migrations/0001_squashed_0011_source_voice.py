import django.db.models.deletion
import sasaeai.assets.models.freshness
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('assets', '0001_initial'), ('assets', '0002_longest_text'), ('assets', '0003_walk'), ('assets', '0004_corrected'), ('assets', '0005_walk_returned'), ('assets', '0006_walk_walkers'), ('assets', '0007_walk_times_returned'), ('assets', '0008_on_map'), ('assets', '0009_open_parts'), ('assets', '0010_fill_open_parts'), ('assets', '0011_source_voice')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('areas', '0001_squashed_0005_employer_phone'),
        ('organisations', '0001_squashed_0003_categories'),
        ('vocabulary', '0001_squashed_0006_instrument'),
        ('voices', '0010_order_of_a_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='Asset',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('name', models.CharField(max_length=120, verbose_name='名前')),
                ('kana', models.CharField(blank=True, max_length=160, verbose_name='ふりがな')),
                ('description', models.TextField(blank=True, max_length=4000, verbose_name='紹介')),
                ('times', models.JSONField(blank=True, default=dict, verbose_name='曜日と時間')),
                ('times_words', models.CharField(blank=True, max_length=200, verbose_name='曜日と時間（言葉で）')),
                ('fee', models.CharField(blank=True, max_length=120, verbose_name='費用')),
                ('public_phone', models.CharField(blank=True, max_length=20, verbose_name='載せてよい電話番号')),
                ('public_contact', models.CharField(blank=True, max_length=80, verbose_name='載せてよい連絡先の名前')),
                ('private_phone', models.CharField(blank=True, max_length=20, verbose_name='電話番号（載せない）')),
                ('private_contact', models.CharField(blank=True, max_length=80, verbose_name='連絡先の方（載せない）')),
                ('url', models.URLField(blank=True, verbose_name='ホームページ')),
                ('notes', models.TextField(blank=True, max_length=4000, verbose_name='覚え書き（載せない）')),
                ('visibility', models.CharField(choices=[('public', 'みんなに見せる'), ('professionals', '支援にかかわる人まで'), ('council', '協議体まで'), ('staff', 'コーディネーターと市町村だけ')], default='staff', max_length=20, verbose_name='だれに見せるか')),
                ('photo', models.ImageField(blank=True, upload_to='photos/%Y/%m', verbose_name='写真')),
                ('photo_words', models.CharField(blank=True, max_length=120, verbose_name='写真の説明')),
                ('source', models.CharField(blank=True, max_length=120, verbose_name='出どころ')),
                ('source_id', models.CharField(blank=True, max_length=120, verbose_name='出どころの番号')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='さいごに確かめた日')),
                ('checked_means', models.CharField(blank=True, choices=[('visit', '行って確かめた'), ('phone', '電話で確かめた'), ('met', '会った人に聞いた'), ('paper', '紙の返事で確かめた'), ('import', '名簿を取り込んだ')], max_length=10, verbose_name='どうやって確かめたか')),
                ('check_due_on', models.DateField(blank=True, null=True, verbose_name='次に確かめたい日')),
                ('kind', models.CharField(choices=[('place', '場所'), ('thing', 'モノ'), ('person', '人'), ('money', '金'), ('info', '情報')], max_length=10, verbose_name='種類')),
                ('owner_words', models.CharField(blank=True, max_length=120, verbose_name='持ち主（言葉で）')),
                ('terms', models.TextField(blank=True, max_length=4000, verbose_name='使うときの約束')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='所在地')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='経度')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='緯度')),
                ('placed_by_address', models.BooleanField(default=False, verbose_name='町丁の代表点で置いた')),
                ('confidential', models.BooleanField(default=False, verbose_name='場所を伏せる')),
                ('barrier_free', models.JSONField(blank=True, default=list, verbose_name='バリアフリー')),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='何人くらい')),
                ('origin', models.CharField(choices=[('existing', 'もともとあった'), ('found', '見つけた'), ('connected', 'つないだ'), ('grown', '広げた'), ('created', '新しく作った')], default='existing', max_length=10, verbose_name='どうしてここにあるか')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='引退した日')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area', verbose_name='地区')),
                ('categories', models.ManyToManyField(blank=True, related_name='+', to='vocabulary.term', verbose_name='どんなこと')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.municipality', verbose_name='市町村')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='organisations.organisation', verbose_name='持ち主の団体')),
                ('open_parts', sasaeai.assets.models.freshness.OfTimes(default=0, editable=False)),
                ('month_days', sasaeai.assets.models.freshness.OfTimes(default=0, editable=False)),
                ('source_voice', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='voices.voice', verbose_name='もとの声')),
            ],
            options={
                'verbose_name': '資源',
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['municipality', 'retired_on', 'name', 'id'], name='assets_by_name'), models.Index(fields=['municipality', 'retired_on', 'check_due_on'], name='assets_by_due'), models.Index(fields=['municipality', 'retired_on', 'kind', 'visibility', 'area'], name='assets_by_kind'), models.Index(fields=['municipality', 'source', 'source_id'], name='assets_by_source'), models.Index(fields=['municipality', 'retired_on', 'longitude', 'latitude', 'confidential', 'kind', 'visibility', 'check_due_on', 'area', 'open_parts', 'month_days', 'id'], name='assets_on_map')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__range', (20, 46)), ('longitude__range', (122, 154))), _connector='OR'), name='assets_point_in_japan'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'person'), _negated=True), ('longitude', None), _connector='OR'), name='assets_person_is_no_pin')],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('on', models.DateField(verbose_name='確かめた日')),
                ('means', models.CharField(choices=[('visit', '行って確かめた'), ('phone', '電話で確かめた'), ('met', '会った人に聞いた'), ('paper', '紙の返事で確かめた'), ('import', '名簿を取り込んだ')], max_length=10, verbose_name='どうやって')),
                ('result', models.CharField(choices=[('same', '変わりなかった'), ('changed', '変わっていた'), ('corrected', '変わっていたので直した'), ('not_reached', '確かめられなかった')], max_length=12, verbose_name='どうだったか')),
                ('fields', models.JSONField(blank=True, default=list, verbose_name='確かめた項目')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='ひとこと')),
                ('listed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='assets.asset', verbose_name='資源')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確かめた人')),
            ],
            options={
                'verbose_name': '確かめた記録',
                'ordering': ['-on', '-created_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HalfLife',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('field', models.CharField(max_length=20, verbose_name='項目')),
                ('label', models.CharField(max_length=40, verbose_name='呼び名')),
                ('days', models.PositiveSmallIntegerField(verbose_name='半分になるまでの日数')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='出どころ')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='half_lives', to='areas.municipality', verbose_name='市町村')),
            ],
            options={
                'verbose_name': '確かさの減り方',
                'constraints': [models.UniqueConstraint(fields=('municipality', 'field'), name='assets_half_life_once'), models.CheckConstraint(condition=models.Q(('days__gt', 0)), name='assets_half_life_positive')],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('words', models.TextField(max_length=1000, verbose_name='知らせてくださったこと')),
                ('contact', models.CharField(blank=True, max_length=120, verbose_name='お返事先')),
                ('state', models.CharField(choices=[('new', '届いたばかり'), ('taken', '直した'), ('declined', 'このままにした')], default='new', max_length=10, verbose_name='いまの様子')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='どうしたか')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='こたえた日時')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='こたえた人')),
                ('listed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='assets.asset', verbose_name='資源')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
            ],
            options={
                'verbose_name': '知らせ',
                'ordering': ['created_at'],
                'abstract': False,
                'indexes': [models.Index(fields=['municipality', 'state'], name='assets_suggestions')],
            },
        ),
        migrations.CreateModel(
            name='Walk',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('number', models.CharField(max_length=40, verbose_name='用紙の番号')),
                ('printed_on', models.DateField(verbose_name='印刷した日')),
                ('spots', models.JSONField(default=list, verbose_name='はじめから書いてある場所')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area', verbose_name='地区')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
                ('printed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='印刷した人')),
                ('returned_on', models.DateField(blank=True, null=True, verbose_name='書き写した日')),
                ('walkers', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='歩いた人数')),
                ('times_returned', models.PositiveSmallIntegerField(default=0, verbose_name='書き写した回数')),
            ],
            options={
                'verbose_name': '宝探し',
                'ordering': ['-printed_on', '-created_at'],
                'constraints': [models.UniqueConstraint(fields=('municipality', 'number'), name='assets_walk_once')],
            },
        ),
    ]
