"""What two people can change at the same moment."""

from django.db import models


class Revised(models.Model):
    """``revision`` tells a form that someone else was first."""

    revision = models.PositiveIntegerField("versie", default=1)

    class Meta:
        abstract = True
