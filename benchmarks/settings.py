"""The site's settings with the rivals' addresses added."""

from rondom.settings import *  # noqa: F403  # all of them, and one changed

ROOT_URLCONF = "benchmarks.urls"
