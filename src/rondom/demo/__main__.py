"""``make demo``: build the demo where it is not there yet, and serve it."""

import argparse
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

DATA = Path("var/demo").absolute()


def main() -> None:
    """Set up, build, serve. Ends with Ctrl-C."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--build-only", action="store_true", help="do not serve")
    arguments = parser.parse_args()
    _environment(arguments.port)
    _build()
    if not arguments.build_only:
        _serve(arguments.port)


def _environment(port: int) -> None:
    DATA.mkdir(parents=True, exist_ok=True)
    secret = DATA / "secret"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    settings = {
        "DJANGO_SETTINGS_MODULE": "rondom.settings",
        "RONDOM_DEMO": "1",
        "RONDOM_DATA_DIR": str(DATA),
        "RONDOM_SECRET_KEY_FILE": str(secret),
        "RONDOM_HOSTS": "localhost,127.0.0.1,[::1]",
        "OPENBLAS_NUM_THREADS": "1",  # matrices are small: more threads only wait for each other
        "RONDOM_EMAIL_URL": f"file://{DATA / 'mail'}",
    }
    for name, value in settings.items():
        os.environ.setdefault(name, value)


def _build() -> None:
    """The demo once, and after an update what the new version brings: tables, styles and scripts.

    It counts as made when it is whole, so that a stop half-way leaves nothing.
    """
    ready = DATA / "ready"
    is_new = not ready.exists()
    if is_new:
        for old in DATA.glob("rondom.sqlite3*"):
            old.unlink()
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from rondom.demo.build import build

    if is_new:
        _say("De demo wordt één keer gemaakt. Dat duurt ongeveer een minuut.")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if is_new:
        build(timezone.localdate(), _say)
        ready.write_text("ok", encoding="utf-8")


def _serve(port: int) -> None:
    _say(_welcome(port))
    worker = subprocess.Popen([sys.executable, "-m", "rondom", "db_worker", "--interval", "1"])
    server = subprocess.Popen(_gunicorn(port))  # noqa: S603  # our own words only
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
    finally:
        worker.terminate()
        worker.wait()


def _gunicorn(port: int) -> Sequence[str]:
    return [
        sys.executable, "-m", "gunicorn", "rondom.wsgi",
        "--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning",
    ]  # fmt: skip


def _welcome(port: int) -> str:
    return f"""
Rondom staat klaar op  http://localhost:{port}/demo/

Daar kiest u als wie u rondkijkt: coördinator, onderzoeker, professional,
beleidsmedewerker, beheerder, of iemand die de vragenlijst invult.

Inloggen zoals in het echt kan ook, met een code per e-mail: vul bijvoorbeeld
coordinator@waterrijk.example in en lees het nieuwste bestand in
{DATA / "mail"}

Stoppen: Ctrl-C. Opnieuw beginnen: gooi de map var/demo weg.
"""


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  # this is a command


if __name__ == "__main__":
    main()
