"""Runs pytest against a PostgreSQL server of its own: ``python -m tests.postgresql [pytest arguments]``.

Uses RONDOM_TEST_DATABASE_URL when it is set; else the server programs of this machine, in a temporary folder
and on a socket only. Where there is no server it says so: an error in CI, a notice elsewhere.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

OPTIONS = "-h '' -F -c full_page_writes=off -c synchronous_commit=off"
"""On a socket only, and without care for a power cut: nothing here is kept."""

INITIAL = ("-U", "rondom", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")


def main() -> int:
    address = os.environ.get("RONDOM_TEST_DATABASE_URL")
    if address:
        return _pytest(address)
    programs = _programs()
    if programs is None:
        sys.stderr.write(
            "No PostgreSQL server found: apt-get install postgresql, or set RONDOM_TEST_DATABASE_URL.\n"
        )
        return 1 if os.environ.get("RONDOM_REQUIRE_ALL") else 0
    signal.signal(signal.SIGTERM, _stop)
    with _server(programs) as address:
        return _pytest(address)


def _pytest(address: str) -> int:
    environment = {**os.environ, "RONDOM_DATABASE_URL": address}
    return subprocess.call([sys.executable, "-m", "pytest", *sys.argv[1:]], env=environment)


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl, newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def _server(programs: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="rondom-pg-"))
    data, log = folder / "data", folder / "log"
    try:
        owner = _owner_of(folder)
        _run([programs / "initdb", "-D", data, *INITIAL], owner)
        start = ["-w", "-l", log, "-o", f"-k {folder} {OPTIONS}", "start"]
        _run([programs / "pg_ctl", "-D", data, *start], owner, log)
        try:
            yield f"postgresql://rondom@/postgres?host={folder}"
        finally:
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner_of(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: its own user has the folder then."""
    if os.geteuid() != 0:
        return None
    try:
        shutil.chown(folder, "postgres", "postgres")
    except LookupError:
        sys.exit(
            "PostgreSQL does not run as root, and there is no user 'postgres'. Run this as someone else."
        )
    return "postgres"


def _run(command: Sequence[object], owner: str | None, log: Path | None = None) -> None:
    """Run one of the server's programs; what it said is shown when it fails."""
    said = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        user=owner,
        group=owner,
        extra_groups=[] if owner else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if log else subprocess.PIPE,  # the server would keep a pipe open
        stderr=subprocess.STDOUT,
    )
    if said.returncode:
        reason = log.read_text() if log and log.exists() else (said.stdout or b"").decode(errors="replace")
        sys.exit(f"{Path(str(command[0])).name} did not work:\n{reason}")


def _stop(number: int, frame: object) -> NoReturn:
    """Leave through the front door, so that the server stops too."""
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
