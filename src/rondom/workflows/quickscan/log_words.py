"""Words for what the log holds of scans."""

from rondom.foundation.circles.overviews import describe

describe(
    actions={
        "quickscan.scan_started": "begon deze quickscan",
        "quickscan.round_table_prepared": "bereidde een rondetafel voor",
        "quickscan.half_way_prepared": "bereidde een bijeenkomst halverwege voor",
        "quickscan.reports_started": "liet rapporten maken",
    },
    facts={"areas": "wijken"},
)
