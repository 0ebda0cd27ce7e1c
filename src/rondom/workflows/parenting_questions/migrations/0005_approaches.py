"""A group in the library gets its dossier, and what was copied points to a dossier."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def write_dossiers(apps: Any, schema_editor: Any) -> None:
    """From what the group and its bundle say; every group in the library described its approach."""
    group_model = apps.get_model("parenting_questions", "ParentGroup")
    approach_model = apps.get_model("parenting_questions", "Approach")
    dossiers = {}
    for group in group_model.objects.filter(state="in_library").select_related("bundle__theme").order_by("pk"):
        dossiers[group.pk] = approach_model.objects.create(
            circle_id=group.circle_id,
            group=group,
            name=group.name,
            question=group.bundle.theme.label,
            cause=group.bundle.behind,
            approach=group.approach,
            partners=group.leaders,
            what_worked=group.what_worked,
        )
    for copy in group_model.objects.exclude(copied_group=None).order_by("pk"):
        copy.copied_from = dossiers[copy.copied_group_id]
        copy.save(update_fields=["copied_from"])
    schema_editor.connection.check_constraints()  # PostgreSQL alters no table with checks still to come


class Migration(migrations.Migration):

    dependencies = [
        ("circles", "0001_initial"),
        ("parenting_questions", "0004_enrolments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField("parentgroup", "copied_from", "copied_group"),
        migrations.CreateModel(
            name='Approach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('question', models.TextField(max_length=1000, verbose_name='vraag')),
                ('cause', models.TextField(max_length=2000, verbose_name='oorzaak')),
                ('approach', models.TextField(max_length=3000, verbose_name='aanpak')),
                ('partners', models.CharField(max_length=300, verbose_name='partners')),
                ('what_worked', models.TextField(max_length=1000, verbose_name='wat werkte')),
                ('tips', models.TextField(blank=True, max_length=1000, verbose_name='tips')),
                ('transferable', models.BooleanField(default=True, verbose_name='over te nemen')),
                ('conditions', models.TextField(blank=True, max_length=1000, verbose_name='voorwaarden')),
                ('shared', models.BooleanField(default=False, verbose_name='gedeeld met andere gemeenten')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='versie')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='circles.circle', verbose_name='kring')),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='dossier', to='parenting_questions.parentgroup', verbose_name='oudergroep')),
            ],
            options={
                'verbose_name': 'dossier van een aanpak',
                'verbose_name_plural': 'dossiers van aanpakken',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(verbose_name='versie')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='wanneer')),
                ('why', models.CharField(max_length=300, verbose_name='waarom')),
                ('before', models.JSONField(blank=True, default=dict, verbose_name='wat er stond')),
                ('approach', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='parenting_questions.approach', verbose_name='dossier')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='wie')),
            ],
            options={
                'verbose_name': 'wijziging van een dossier',
                'verbose_name_plural': 'wijzigingen van dossiers',
                'ordering': ['-revision'],
                'constraints': [models.UniqueConstraint(fields=('approach', 'revision'), name='approach_corrected_once_a_revision')],
            },
        ),
        migrations.AddField(
            model_name="parentgroup",
            name="copied_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="parenting_questions.approach",
                verbose_name="overgenomen van",
            ),
        ),
        migrations.RunPython(write_dossiers, migrations.RunPython.noop),
        migrations.RemoveField("parentgroup", "copied_group"),
    ]
