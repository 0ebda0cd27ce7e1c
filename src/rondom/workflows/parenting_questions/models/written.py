"""What was written at the step where something stands: whoever comes second reads it before they choose."""

import hashlib
import json
from collections.abc import Mapping


def mark(words: Mapping[str, object]) -> str:
    """Tells whether what someone read still stands there."""
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()
