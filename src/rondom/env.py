"""Typed settings from the environment. A wrong value stops the start and says which one and why.

Every name may also be given as NAME_FILE: the path of a file that holds the value (for secrets).
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


class WrongSetting(SystemExit):
    """A setting from the environment cannot be used; the message names it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")


def text(name: str, default: str | None = None) -> str:
    """The value of NAME, or the content of the file that NAME_FILE points at."""
    value = os.environ.get(name)
    path = os.environ.get(f"{name}_FILE")
    if value is None and path:
        value = _read(name, Path(path))
    if value is None:
        value = default
    if value is None:
        raise WrongSetting(name, f"is missing. Set {name}, or {name}_FILE to a file that holds it.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off."""
    value = text(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value == "":
        return default
    raise WrongSetting(name, f"'{value}' is not 1 or 0.")


def words(name: str, default: str = "") -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def number(name: str, default: float, *, low: float, high: float) -> float:
    """A number between two bounds."""
    value = text(name, str(default))
    try:
        result = float(value)
    except ValueError:
        raise WrongSetting(name, f"'{value}' is not a number.") from None
    if not low <= result <= high:
        raise WrongSetting(name, f"{result:g} is not between {low:g} and {high:g}.")
    return result


def whole(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number between two bounds."""
    result = number(name, default, low=low, high=high)
    if result != int(result):
        raise WrongSetting(name, f"{result:g} is not a whole number.")
    return int(result)


def path(name: str, default: Path) -> Path:
    """A path, made absolute."""
    return Path(text(name, str(default))).expanduser().absolute()


def database(name: str, default_file: Path) -> dict[str, object]:
    """Django's database settings from a URL; SQLite in a file when there is none."""
    url = text(name, f"sqlite:///{default_file}")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path)[1:] if parts.path.startswith("//") else unquote(parts.path))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise WrongSetting(name, "starts with sqlite:/// or postgresql:// .")


def email(name: str, default: str) -> dict[str, object]:
    """Django's e-mail settings from smtp://user:password@host:port, file:///folder or console: ."""
    parts = urlsplit(text(name, default))
    backend = "django.core.mail.backends."
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": backend + "console.EmailBackend"}
    if parts.scheme == "file":
        return {"EMAIL_BACKEND": backend + "filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
    if parts.scheme in {"smtp", "smtps"}:
        return {
            "EMAIL_BACKEND": backend + "smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname or "localhost",
            "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_USE_TLS": parts.scheme == "smtp" and "plain" not in parse_qs(parts.query),
            "EMAIL_TIMEOUT": 20,
        }
    raise WrongSetting(name, "starts with smtp://, smtps://, file:/// or console: .")


def _read(name: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise WrongSetting(f"{name}_FILE", f"cannot be read: {error.strerror}.") from None


def _sqlite(file: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # What is deleted is overwritten: an answer must not live on in a free page.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or "") or query.get("user", ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or query.get("host", ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
