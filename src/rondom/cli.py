"""The command line: ``rondom COMMAND``. Every command of Django and of Rondom's apps is there.

``rondom analyse`` examines a questionnaire from files alone, without starting Django. A command may be
written with dashes: ``rondom import-answers`` is ``import_answers``.
"""

import os
import sys
import time
from datetime import date


def main() -> None:
    """Run a command. Django starts only for commands that need it."""
    if sys.argv[1:2] == ["analyse"]:
        # Two threads on a busy machine take many times longer than one; must be set before NumPy loads.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from rondom.dossier.command import main as analyse

        sys.exit(analyse(sys.argv[2:], today=date(*time.localtime()[:3])))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rondom.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["rondom", *_with_name_of_module(sys.argv[1:])])


def _with_name_of_module(arguments: list[str]) -> list[str]:
    """Dashes become underscores in the command (and in what ``help`` is asked about), not in options."""
    names = 2 if arguments[:1] == ["help"] else 1
    command = [name if name.startswith("-") else name.replace("-", "_") for name in arguments[:names]]
    return [*command, *arguments[names:]]
