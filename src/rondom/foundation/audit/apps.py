from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "rondom.foundation.audit"
    verbose_name = "logboek"

    def ready(self) -> None:
        from rondom.foundation import events
        from rondom.foundation.audit.actions import record

        events.listen(record)
