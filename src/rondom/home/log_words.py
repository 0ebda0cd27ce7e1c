"""Words for what the log holds of accounts."""

from rondom.foundation.circles.overviews import describe

describe(
    actions={
        "accounts.user_invited": "nodigde iemand uit voor een account",
        "accounts.user_changed": "wijzigde een account",
        "accounts.digests_sent": "mailde mensen hoeveel er op hen wacht",
    },
    facts={"is_staff": "beheert de site", "is_active": "mag inloggen"},
)
