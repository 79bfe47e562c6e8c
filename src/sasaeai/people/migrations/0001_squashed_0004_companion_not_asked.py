import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_longest_text'), ('people', '0003_what_matching_asks'), ('people', '0004_companion_not_asked')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('areas', '0001_squashed_0005_employer_phone'),
        ('vocabulary', '0001_squashed_0006_instrument'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('nickname', models.CharField(blank=True, max_length=40, verbose_name='呼び名')),
                ('family_name', models.CharField(blank=True, max_length=40, verbose_name='姓')),
                ('given_name', models.CharField(blank=True, max_length=40, verbose_name='名')),
                ('family_kana', models.CharField(blank=True, max_length=60, verbose_name='姓のふりがな')),
                ('given_kana', models.CharField(blank=True, max_length=60, verbose_name='名のふりがな')),
                ('first_kana', models.CharField(blank=True, editable=False, max_length=1, verbose_name='頭文字')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='生まれた年')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='電話番号')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='メールアドレス')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='住所')),
                ('hides_address', models.BooleanField(default=False, verbose_name='住所をだれにも見せない')),
                ('notes', models.TextField(blank=True, max_length=4000, verbose_name='覚え書き')),
                ('paused_from', models.DateField(blank=True, null=True, verbose_name='お休みのはじまり')),
                ('paused_until', models.DateField(blank=True, null=True, verbose_name='お休みのおわり')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='areas.area', verbose_name='地区')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='areas.employer', verbose_name='記録した所属先')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.term', verbose_name='世帯')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='areas.municipality', verbose_name='市町村')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='記録した人')),
                ('asked_to_give_on', models.DateField(blank=True, null=True, verbose_name='できることを聞いた日')),
                ('avoids', models.ManyToManyField(blank=True, related_name='+', to='vocabulary.term', verbose_name='できれば避けたいこと')),
                ('has', models.ManyToManyField(blank=True, related_name='+', to='vocabulary.term', verbose_name='先に知っておいてほしいこと')),
                ('trust', models.PositiveSmallIntegerField(choices=[(0, 'まだ会っていない'), (1, '会って話した'), (2, '本人確認をした')], default=0, verbose_name='どのくらい知っている方か')),
                ('with_companion', models.BooleanField(blank=True, null=True, verbose_name='はじめての訪問の付き添い')),
            ],
            options={
                'verbose_name': '人',
                'ordering': ['area__path', 'first_kana', 'id'],
                'indexes': [models.Index(fields=['municipality', 'area', 'first_kana', 'id'], name='people_by_area')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('nickname', ''), _negated=True), models.Q(('family_name', ''), _negated=True), _connector='OR'), name='people_is_called_something', violation_error_message='呼び名か姓のどちらかを書いてください。'), models.CheckConstraint(condition=models.Q(('paused_until', None), ('paused_from', None), ('paused_until__gte', models.F('paused_from')), _connector='OR'), name='people_pause_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('reason', models.CharField(max_length=300, verbose_name='理由')),
                ('until', models.DateTimeField(verbose_name='いつまで')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='見た人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='people.person', verbose_name='人')),
            ],
            options={
                'verbose_name': '理由を書いて開いた記録',
                'ordering': ['-created_at'],
                'indexes': [models.Index(fields=['user', 'person', 'until'], name='people_opening_of_user')],
            },
        ),
        migrations.CreateModel(
            name='NameKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(choices=[('nickname', '呼び名'), ('name', '名前とふりがな'), ('phone', '電話番号'), ('email', 'メールアドレス'), ('address', '住所'), ('birth_year', '生まれた年'), ('household', '世帯'), ('gifts', 'できること・やってみたいこと'), ('notes', '覚え書き')], max_length=10, verbose_name='項目')),
                ('digest', models.CharField(max_length=64, verbose_name='鍵')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='people.person', verbose_name='人')),
            ],
            options={
                'verbose_name': 'さがす鍵',
                'indexes': [models.Index(fields=['municipality', 'digest'], name='people_by_key')],
                'constraints': [models.UniqueConstraint(fields=('person', 'item', 'digest'), name='people_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Gift',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('kind', models.CharField(choices=[('can', 'できること'), ('wants', 'やってみたいこと')], default='can', max_length=10, verbose_name='種類')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='ご本人の言葉')),
                ('times', models.JSONField(blank=True, default=dict, verbose_name='できる曜日と時間')),
                ('reach', models.CharField(blank=True, choices=[('walk', '歩いて'), ('bicycle', '自転車で'), ('car', '車で')], max_length=10, verbose_name='どうやって行くか')),
                ('reach_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='何分まで')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='やめた日')),
                ('most_per_week', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='週に何回まで')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.term', verbose_name='どんなこと')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gifts', to='people.person', verbose_name='人')),
                ('trained_on', models.DateField(blank=True, null=True, verbose_name='学んだ日')),
            ],
            options={
                'verbose_name': 'できること・やってみたいこと',
                'ordering': ['kind', 'category__order'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('person', 'kind', 'category'), name='people_gift_once')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('items', models.JSONField(default=list, verbose_name='どの項目を')),
                ('purpose', models.CharField(max_length=200, verbose_name='何のために')),
                ('means', models.CharField(choices=[('voice', '口頭で'), ('paper', '書面で')], max_length=10, verbose_name='どうやって確かめたか')),
                ('given_on', models.DateField(verbose_name='同意の日')),
                ('until', models.DateField(blank=True, null=True, verbose_name='いつまで')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='取りやめた日')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.term', verbose_name='だれに')),
                ('recipient_employer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.employer', verbose_name='その所属先')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='確かめた人')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='people.person', verbose_name='人')),
            ],
            options={
                'verbose_name': '同意',
                'ordering': ['-given_on'],
                'indexes': [models.Index(fields=['recipient_employer', 'person'], name='people_consent_of_body')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('given_on')), _connector='OR'), name='people_consent_ends_after_start', violation_error_message='おわりの日は、同意の日か、それより後にしてください。')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('said', models.CharField(choices=[('yes', 'できる'), ('wants', 'やってみたい'), ('no', 'できない'), ('later', 'またこんど')], max_length=10, verbose_name='答え')),
                ('said_on', models.DateField(verbose_name='聞いた日')),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.term', verbose_name='どんなこと')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='areas.municipality', verbose_name='市町村')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='people.person', verbose_name='人')),
            ],
            options={
                'verbose_name': '聞いた答え',
                'ordering': ['-said_on', 'category__order'],
                'constraints': [models.UniqueConstraint(fields=('person', 'category'), name='people_answer_once')],
            },
        ),
    ]
