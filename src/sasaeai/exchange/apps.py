from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "sasaeai.exchange"
    label = "exchange"
    verbose_name = _("取り込みと書き出し")
