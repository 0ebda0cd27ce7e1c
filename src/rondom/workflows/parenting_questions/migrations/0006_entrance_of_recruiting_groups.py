"""Groups that looked for parents before there were links get one."""

import secrets

from django.db import migrations


def give_entrances(apps, schema_editor):
    groups = apps.get_model("parenting_questions", "ParentGroup").objects
    for group in groups.filter(state="recruiting", entrance="").order_by("pk"):
        group.entrance = secrets.token_urlsafe(12)
        group.save(update_fields=["entrance"])


class Migration(migrations.Migration):

    dependencies = [("parenting_questions", "0005_approaches")]

    operations = [migrations.RunPython(give_entrances, migrations.RunPython.noop)]
