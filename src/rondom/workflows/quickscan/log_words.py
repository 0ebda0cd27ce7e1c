"""Words for what the log holds of scans."""

from rondom.foundation.circles.overviews import describe

describe(
    actions={
        "quickscan.scan_started": "begon deze quickscan",
        "quickscan.round_table_prepared": "bereidde een rondetafel voor",
        "quickscan.half_way_prepared": "bereidde een bijeenkomst halverwege voor",
        "quickscan.reports_started": "liet rapporten maken",
        "quickscan.sharing_asked": "vroeg of de wijken voor andere gemeenten meetellen",
        "quickscan.sharing_agreed": "stemde in: de wijken tellen mee voor andere gemeenten",
        "quickscan.sharing_stopped": "stopte met meetellen voor andere gemeenten",
        "quickscan.tally_made": "telde over gemeenten in hoeveel wijken een score omhoog ging",
    },
    facts={"areas": "wijken", "tallies": "vervallen tellingen"},
)
