from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parenting_questions", "0010_reading_and_cards")]

    operations = [
        migrations.AddField(
            "bundle", "signal_on", models.DateField(editable=False, null=True, verbose_name="signaal op")
        ),
        migrations.AddField(
            "bundle",
            "returned_on",
            models.DateField(editable=False, null=True, verbose_name="teruggekoppeld op"),
        ),
    ]
