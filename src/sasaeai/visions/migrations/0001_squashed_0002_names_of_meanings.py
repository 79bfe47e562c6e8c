import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('visions', '0001_initial'), ('visions', '0002_names_of_meanings')]

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('areas', '0001_squashed_0005_employer_phone'),
        ('assets', '0001_squashed_0011_source_voice'),
        ('organisations', '0001_squashed_0003_categories'),
        ('vocabulary', '0001_squashed_0006_instrument'),
        ('voices', '0010_order_of_a_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='Vision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('then_on', models.DateField(verbose_name='そのとき')),
                ('area', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='vision', to='areas.area', verbose_name='どこのことですか')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visions', to='areas.municipality', verbose_name='市町村')),
            ],
            options={
                'verbose_name': 'あるべき姿',
                'ordering': ['area__path'],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('horizon', models.CharField(choices=[('then', 'そのとき'), ('three_years', '3年後'), ('one_year', '1年後'), ('now', '今')], max_length=12, verbose_name='いつごろ')),
                ('words', models.CharField(max_length=120, verbose_name='目標')),
                ('why', models.TextField(blank=True, max_length=4000, verbose_name='そうなると、だれがどう助かりますか')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='いつまでに')),
                ('owner_words', models.CharField(blank=True, max_length=80, verbose_name='受けもつ人（職員でない方）')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='並び順')),
                ('state', models.CharField(choices=[('open', '目指している'), ('reached', '届いた'), ('let_go', 'やめた')], default='open', max_length=10, verbose_name='ようす')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='届いた日・やめた日')),
                ('closing_words', models.CharField(blank=True, max_length=300, verbose_name='届いたようす・やめたわけ')),
                ('above', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='below', to='visions.goal', verbose_name='どの目標のためですか')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='areas.municipality', verbose_name='市町村')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='受けもつ人')),
                ('vision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='visions.vision', verbose_name='あるべき姿')),
            ],
            options={
                'verbose_name': '目標',
                'ordering': ['vision', 'order', 'created_at'],
                'indexes': [models.Index(fields=['municipality', 'state'], name='visions_goals')],
                'constraints': [models.CheckConstraint(condition=models.Q(('above', None), models.Q(('above', models.F('id')), _negated=True), _connector='OR'), name='visions_goal_serves_another'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='visions_goal_closed_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('name', models.CharField(max_length=120, verbose_name='何をはかりますか')),
                ('counts', models.CharField(choices=[('change', '人や暮らしの変化'), ('there', '地区にあるもの・できるようになったこと'), ('doing', 'やった回数・量')], default='change', max_length=10, verbose_name='それは、何の数ですか')),
                ('unit', models.CharField(max_length=20, verbose_name='単位')),
                ('baseline', models.DecimalField(blank=True, decimal_places=1, max_digits=10, null=True, verbose_name='はじめの数')),
                ('baseline_of', models.PositiveIntegerField(blank=True, null=True, verbose_name='はじめの数の、何のうち')),
                ('baseline_on', models.DateField(blank=True, null=True, verbose_name='はじめにはかった日')),
                ('target', models.DecimalField(blank=True, decimal_places=1, max_digits=10, null=True, verbose_name='目指す数')),
                ('target_of', models.PositiveIntegerField(blank=True, null=True, verbose_name='目指す数の、何のうち')),
                ('source', models.CharField(blank=True, max_length=120, verbose_name='出どころ')),
                ('every_months', models.PositiveSmallIntegerField(default=6, verbose_name='何か月ごとにはかりますか')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='visions.goal', verbose_name='目標')),
            ],
            options={
                'verbose_name': '指標',
                'ordering': ['goal', 'created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('every_months__range', (1, 120))), name='visions_measured_now_and_then'), models.CheckConstraint(condition=models.Q(models.Q(('baseline', None), ('baseline_on', None)), models.Q(('baseline__isnull', False), ('baseline_on__isnull', False)), _connector='OR'), name='visions_baseline_of_a_day')],
            },
        ),
        migrations.CreateModel(
            name='InstrumentMeaning',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('words', models.CharField(max_length=200, verbose_name='どう役に立ちますか')),
                ('given_on', models.DateField(verbose_name='意味づけた日')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='意味づけた人')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='visions.goal', verbose_name='目標')),
                ('means', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meanings', to='vocabulary.term', verbose_name='道具')),
            ],
            options={
                'verbose_name': '意味づけ（道具）',
                'ordering': ['given_on', 'created_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('goal', 'means'), name='visions_instrument_serves_once')],
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('on', models.DateField(verbose_name='はかった日')),
                ('value', models.DecimalField(decimal_places=1, max_digits=10, verbose_name='数')),
                ('of', models.PositiveIntegerField(blank=True, null=True, verbose_name='何のうち')),
                ('source', models.CharField(blank=True, max_length=120, verbose_name='出どころ')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='気づいたこと')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='visions.indicator', verbose_name='指標')),
                ('measured_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='はかった人')),
            ],
            options={
                'verbose_name': 'はかった数',
                'ordering': ['-on', '-created_at'],
                'constraints': [models.UniqueConstraint(fields=('indicator', 'on'), name='visions_measured_once_a_day'), models.CheckConstraint(condition=models.Q(('of', None), ('of__gte', models.F('value')), _connector='OR'), name='visions_part_of_the_whole')],
            },
        ),
        migrations.CreateModel(
            name='Rewrite',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('wrote', models.JSONField(verbose_name='書いたこと')),
                ('stood', models.JSONField(verbose_name='そのときのようす')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='決めた日時')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rewrites', to='visions.goal', verbose_name='目標')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='決めた人')),
            ],
            options={
                'verbose_name': '書き直し',
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('what', models.CharField(max_length=120, verbose_name='何を')),
                ('effect', models.PositiveSmallIntegerField(choices=[(1, '少し'), (2, 'まあまあ'), (3, 'とても')], default=2, verbose_name='目標に近づきそうか')),
                ('ease', models.PositiveSmallIntegerField(choices=[(1, '少し'), (2, 'まあまあ'), (3, 'とても')], default=2, verbose_name='すぐできそうか')),
                ('wanted_by', models.CharField(choices=[('residents', '住民の方がやりたいと言っている'), ('organisation', '団体やお店がやりたいと言っている'), ('coordinator', 'コーディネーターがやりたい'), ('nobody', 'まだいない')], default='nobody', max_length=15, verbose_name='やりたい人')),
                ('who', models.CharField(blank=True, max_length=80, verbose_name='だれが')),
                ('start_on', models.DateField(blank=True, null=True, verbose_name='いつ始める')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='できた日')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='visions.goal', verbose_name='目標')),
                ('voice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='voices.voice', verbose_name='もとの声')),
            ],
            options={
                'verbose_name': 'はじめの一歩',
                'ordering': ['goal', 'created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ease__range', (1, 3)), ('effect__range', (1, 3))), name='visions_step_sizes')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='第何版')),
                ('words', models.CharField(max_length=120, verbose_name='あるべき姿')),
                ('picture', models.TextField(blank=True, max_length=4000, verbose_name='そのとき、どんな一日になっていますか')),
                ('whose_words', models.CharField(blank=True, max_length=120, verbose_name='だれの言葉ですか')),
                ('made_on', models.DateField(verbose_name='決めた日')),
                ('how_made', models.CharField(blank=True, max_length=200, verbose_name='どうやって決めましたか')),
                ('residents', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='住民の方は何人')),
                ('taken_words', models.TextField(blank=True, max_length=4000, verbose_name='市町村の姿から受けついだこと')),
                ('own_words', models.TextField(blank=True, max_length=4000, verbose_name='この地区ならではのこと')),
                ('why_changed', models.CharField(blank=True, max_length=200, verbose_name='前の版から変えたわけ')),
                ('made_with', models.ManyToManyField(blank=True, related_name='+', to='vocabulary.term', verbose_name='だれといっしょに')),
                ('taken_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_up', to='visions.edition', verbose_name='受けついだ市町村の版')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('vision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='visions.vision', verbose_name='あるべき姿')),
            ],
            options={
                'verbose_name': '版',
                'ordering': ['vision', '-number'],
                'constraints': [models.UniqueConstraint(fields=('vision', 'number'), name='visions_edition_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='visions_edition_counts')],
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('stand', models.CharField(choices=[('with', '同じ方を向いている'), ('wishes', 'おおむね。ただし望みがある'), ('not_yet', 'まだ話せていないことがある')], default='with', max_length=10, verbose_name='どうでしたか')),
                ('people', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='何人')),
                ('on', models.DateField(verbose_name='確かめた日')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='そのときの言葉')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vocabulary.term', verbose_name='どんな方たち')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='書いた人')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='organisations.organisation', verbose_name='団体')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='visions.edition', verbose_name='版')),
            ],
            options={
                'verbose_name': '目線合わせ',
                'ordering': ['-on', '-created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('people', None), ('people__gt', 0), _connector='OR'), name='visions_somebody_agreed')],
            },
        ),
        migrations.CreateModel(
            name='AssetMeaning',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('words', models.CharField(max_length=200, verbose_name='どう役に立ちますか')),
                ('given_on', models.DateField(verbose_name='意味づけた日')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='意味づけた人')),
                ('means', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meanings', to='assets.asset', verbose_name='資源')),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='visions.goal', verbose_name='目標')),
            ],
            options={
                'verbose_name': '意味づけ（資源）',
                'ordering': ['given_on', 'created_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('goal', 'means'), name='visions_asset_serves_once')],
            },
        ),
    ]
