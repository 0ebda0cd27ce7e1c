"""The site's settings with the rivals' addresses added."""

from rondom.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
