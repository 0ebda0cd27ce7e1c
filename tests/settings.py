"""The site's own settings, with a secret and a place for files of the tests alone."""

import os
import tempfile

os.environ.setdefault("RONDOM_SECRET_KEY", "only-for-tests")
os.environ.setdefault("RONDOM_DATA_DIR", tempfile.mkdtemp(prefix="rondom-tests-"))

from rondom.settings import *  # noqa: F403  # every setting of the site, but for those below
from rondom.settings import MIDDLEWARE

MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name.lower()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
