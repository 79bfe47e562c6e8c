from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "sasaeai.jobs"
    verbose_name = _("時間のかかる仕事")
