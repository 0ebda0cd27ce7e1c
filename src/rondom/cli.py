"""The command line: ``rondom COMMAND``. Every command of Django and of Rondom's apps is there."""

import os
import sys


def main() -> None:
    """Run a command. Django starts only for commands that need it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rondom.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["rondom", *sys.argv[1:]])
