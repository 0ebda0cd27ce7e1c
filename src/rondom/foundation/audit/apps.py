from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "rondom.foundation.audit"
    verbose_name = "logboek"
