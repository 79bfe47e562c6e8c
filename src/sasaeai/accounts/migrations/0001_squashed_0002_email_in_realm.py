import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_initial'), ('accounts', '0002_email_in_realm')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Realm',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False, verbose_name='番号')),
                ('code', models.CharField(max_length=6, unique=True, verbose_name='市区町村コード')),
                ('name', models.CharField(max_length=80, verbose_name='名前')),
            ],
            options={
                'verbose_name': 'サインインの窓口',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Throttle',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='鍵')),
                ('since', models.DateTimeField(db_index=True, verbose_name='数えはじめ')),
                ('tries', models.PositiveIntegerField(default=0, verbose_name='回数')),
            ],
            options={
                'verbose_name': 'サインインの回数',
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('staff_id', models.CharField(max_length=40, verbose_name='職員番号')),
                ('username', models.CharField(editable=False, max_length=60, unique=True, verbose_name='内部名')),
                ('name', models.CharField(max_length=80, verbose_name='氏名')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='メールアドレス')),
                ('is_active', models.BooleanField(default=True, verbose_name='使用中')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='開いた日時')),
                ('realm', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='users', to='accounts.realm', verbose_name='市町村')),
            ],
            options={
                'verbose_name': 'アカウント',
                'ordering': ['name', 'staff_id'],
                'constraints': [models.UniqueConstraint(fields=('realm', 'staff_id'), name='accounts_staff_id_in_realm'), models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('realm', 'email'), name='accounts_email_in_realm')],
            },
        ),
        migrations.CreateModel(
            name='SignInSlip',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name='番号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='書いた日時')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='直した日時')),
                ('digest', models.CharField(max_length=64, verbose_name='控え')),
                ('drops_second_factor', models.BooleanField(default=False, verbose_name='二つめの鍵も外す')),
                ('expires_at', models.DateTimeField(verbose_name='期限')),
                ('used_at', models.DateTimeField(null=True, verbose_name='使った日時')),
                ('withdrawn_at', models.DateTimeField(null=True, verbose_name='取り消した日時')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='発行した人')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to=settings.AUTH_USER_MODEL, verbose_name='アカウント')),
            ],
            options={
                'verbose_name': 'サインイン票',
            },
        ),
    ]
