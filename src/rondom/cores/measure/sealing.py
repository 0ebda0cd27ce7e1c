"""Codes, and what is locked with them.

A code opens one ticket and decrypts its draft. The site keeps neither: only a keyed digest that finds
the ticket. Submitted answers are sealed with the key of the round until the round closes.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from rondom.cores.measure.words import WORDS

BLOCK = 1024
"""Sealed answers are padded to a multiple of this many bytes, so that their length says little."""


Sealed = bytes | memoryview
"""What a binary column gives back, depending on the database."""


class WrongKey(ValueError):
    """This key does not open this seal."""


def new_code() -> str:
    """A code that can be read aloud: three words and a number, one of many billions."""
    return _spelled(secrets.token_bytes(32))


def code_for(key: object) -> str:
    """The same code every time for one form, so that who sends it again keeps the code that they wrote down.

    Only the site can work it out: the secret is in it.
    """
    return _spelled(_derive("code", str(key), settings.SECRET_KEY))


def tidy(code: str) -> str:
    """A code as people type it: capitals, spaces and other dashes do not matter."""
    return "-".join(code.lower().replace("-", " ").replace("–", " ").replace("_", " ").split())[:80]


def is_code(code: str) -> bool:
    """Whether this could be a code, as people type it."""
    *words, number = tidy(code).split("-") if code else [""]
    return len(words) == 3 and {*words} <= {*WORDS} and len(number) == 3 and number.isdecimal()


def lookup(code: str) -> str:
    """What finds the ticket of a code; the code cannot be computed back."""
    return _derive("ticket", code, settings.SECRET_KEY).hex()


def lookups(code: str) -> list[str]:
    """The same under the present and every earlier secret of the site."""
    return [_derive("ticket", code, secret).hex() for secret in _secrets()]


def signed(code: str) -> str:
    """A code as a browser keeps it: only the site itself can make one, so nobody guesses codes that way."""
    return f"{code}:{_derive('browser', code, settings.SECRET_KEY).hex()}"


def unsigned(kept: str) -> str:
    """The code that a browser kept; empty when this site did not put it there."""
    code, _, mark = kept.partition(":")
    marks = [_derive("browser", code, secret).hex() for secret in _secrets()]
    return code if any(hmac.compare_digest(mark.encode(), one.encode()) for one in marks) else ""


def lock_draft(code: str, answers: Mapping[str, object]) -> bytes:
    """Answers so far, readable with the code only."""
    return _encrypt(_derive("draft", code, settings.SECRET_KEY), answers)


def open_draft(code: str, draft: Sealed | None) -> dict[str, object]:
    """The answers so far; empty when nothing was saved."""
    if not draft:
        return {}
    for secret in _secrets():
        with suppress(WrongKey):
            return _decrypt(_derive("draft", code, secret), draft)
    raise WrongKey("this code does not open this draft")


def new_round_key() -> bytes:
    """A key for one round, itself sealed with the site's secret."""
    return _encrypt(_site_key(settings.SECRET_KEY), {"key": secrets.token_hex(32)})


class Sealer:
    """Seals and unseals the responses of one round."""

    def __init__(self, round_key: Sealed) -> None:
        self._key = _open_round_key(round_key)

    def seal(self, content: Mapping[str, object]) -> bytes:
        return _encrypt(self._key, content)

    def unseal(self, content: Sealed) -> dict[str, object]:
        return _decrypt(self._key, content)


def _open_round_key(round_key: Sealed) -> bytes:
    for secret in _secrets():
        with suppress(WrongKey):
            return bytes.fromhex(str(_decrypt(_site_key(secret), round_key)["key"]))
    raise WrongKey("the site's secret has changed; add the old one to RONDOM_PREVIOUS_SECRET_KEYS")


def _site_key(secret: str) -> bytes:
    return hashlib.sha256(b"rondom round key:" + secret.encode()).digest()


def _spelled(chance: bytes) -> str:
    """Thirty-two bytes as words and a number."""
    number, words = int.from_bytes(chance), []
    for _ in range(3):
        number, place = divmod(number, len(WORDS))
        words.append(WORDS[place])
    return "-".join([*words, f"{number % 1000:03d}"])


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def _derive(purpose: str, code: str, secret: str) -> bytes:
    return hmac.digest(secret.encode(), f"{purpose}:{tidy(code)}".encode(), "sha256")


def _encrypt(key: bytes, content: Mapping[str, object]) -> bytes:
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode()
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, text.ljust(-(-len(text) // BLOCK) * BLOCK), None)


def _decrypt(key: bytes, sealed: Sealed) -> dict[str, object]:
    sealed = bytes(sealed)
    try:
        text = AESGCM(key).decrypt(sealed[:12], sealed[12:], None)
    except InvalidTag:
        raise WrongKey("this key does not open this seal") from None
    content = json.loads(text)
    assert isinstance(content, dict)
    return content
