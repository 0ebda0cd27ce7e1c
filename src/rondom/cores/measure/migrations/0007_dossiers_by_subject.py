"""Editions that were made before keep their pictures and tables, under one subject."""

from django.db import migrations


def bring_together(apps, schema_editor):
    Dossier = apps.get_model("measure", "Dossier")
    for dossier in Dossier.objects.filter(number__isnull=False).defer("pdf"):
        if "parts" in dossier.shown:
            continue
        part = {
            "title": "In beeld en in tabellen",
            "lead": "",
            "pictures": dossier.shown.pop("pictures", []),
            "tables": [{"note": "", **table} for table in dossier.shown.pop("tables", [])],
        }
        dossier.shown |= {"parts": [part] if part["pictures"] or part["tables"] else [], "content": []}
        dossier.document.setdefault("content", [])
        dossier.save(update_fields=["shown", "document"])


class Migration(migrations.Migration):
    dependencies = [("measure", "0006_content_records")]

    operations = [migrations.RunPython(bring_together, migrations.RunPython.noop)]
