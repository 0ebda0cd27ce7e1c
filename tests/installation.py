"""An installation of the site in a folder of its own: its files, its commands, its web server.

What only shows on a real file or in a real process is tested with it. It always runs on SQLite.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

SOURCE = Path(__file__).resolve().parent.parent
SECRET = "only-for-tests-in-a-folder-of-their-own"


@dataclass(frozen=True, slots=True)
class Installation:
    """A folder with the files of one site."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "rondom.sqlite3"

    def raw(self) -> bytes:
        """All bytes of the database, with what SQLite keeps beside it."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.glob("rondom.sqlite3*")))

    def command(self, *words: str) -> str:
        return self._python("-m", "rondom", *words)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """The same in a process that goes on by itself; what it says comes line by line."""
        return subprocess.Popen(
            [sys.executable, "-u", "-m", "rondom", *words],
            env=self._environment(),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> Any:
        """Run these lines with the site loaded; what they leave in ``result`` comes back."""
        before = "import json, sys, django; django.setup(); result = None"
        return json.loads(self._python("-c", f"{before}\n{code}\njson.dump(result, sys.stdout)") or "null")

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Something that keeps a connection, so that SQLite does not tidy up after every request.

        A process of its own: reading the files here would make SQLite lose the locks of this process.
        """
        code = f"import sqlite3; c = sqlite3.connect({str(self.database)!r}); "
        code += "c.execute('SELECT count(*) FROM django_migrations').fetchall(); print(flush=True); input()"
        pipe = subprocess.PIPE
        with subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe) as keeper:
            assert keeper.stdout
            keeper.stdout.readline()
            yield
            keeper.communicate(b"\n")

    @contextmanager
    def served(self) -> Iterator[Served]:
        """The site behind gunicorn, as docs/operations.md runs it."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        said = self.folder / "gunicorn.log"
        with said.open("wb") as log:
            server = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "gunicorn",
                    "rondom.wsgi",
                    "--bind",
                    f"127.0.0.1:{port}",
                    "--threads",
                    "4",
                ],
                env=self._environment(),
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait_for(port, server)
            yield Served(f"http://127.0.0.1:{port}", said)
        finally:
            server.terminate()
            server.wait(timeout=20)

    def _python(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], env=self._environment(), cwd=self.folder, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("RONDOM_")}
        return clean | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PYTHONPATH": f"{SOURCE / 'src'}{os.pathsep}{SOURCE}",
            "RONDOM_DATA_DIR": str(self.folder),
            "RONDOM_SECRET_KEY": SECRET,
        }


@dataclass(frozen=True, slots=True)
class Served:
    """A running site."""

    site: str
    log: Path

    def visitor(self) -> Visitor:
        return Visitor(self.site)


class Visitor:
    """Someone with a browser of their own, without JavaScript."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.cookies = CookieJar()
        self._token = ""
        self._opener = build_opener(HTTPCookieProcessor(self.cookies), _StayHere)

    def get(self, path: str) -> str:
        """The page at this address."""
        return self._ask(path, None)

    def post(self, path: str, **fields: str) -> str:
        """Fill in the form that is at this address and send it; where that leads, or the page itself."""
        if not self._token:
            self._token = self.get(path).partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        return self._ask(path, {**fields, "csrfmiddlewaretoken": self._token})

    def cookie(self, name: str) -> str:
        return next(str(one.value) for one in self.cookies if one.name == name)

    def _ask(self, path: str, fields: dict[str, str] | None) -> str:
        data = None if fields is None else urlencode(fields).encode()
        try:
            with self._opener.open(self.site + path, data, timeout=20) as response:
                return str(response.read().decode())
        except HTTPError as answer:
            with answer:
                return str(answer.headers["Location"] or answer.read().decode())


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "the web server stopped"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("the web server does not answer")
