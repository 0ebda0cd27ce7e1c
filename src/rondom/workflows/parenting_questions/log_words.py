"""Words for what the log holds of parents' questions."""

from rondom.foundation.circles.overviews import describe

describe(
    actions={
        "parenting_questions.pool_started": "begon deze vragenpot",
        "parenting_questions.question_logged": "schreef een vraag op",
        "parenting_questions.question_screened": "las een vraag na",
        "parenting_questions.question_coded": "gaf een vraag een thema",
        "parenting_questions.question_withheld": "haalde een vraag weg",
        "parenting_questions.question_coded_again": "gaf een vraag nog eens een thema",
        "parenting_questions.theme_described": "wijzigde een thema van het codeboek",
        "parenting_questions.quarter_counted": "telde een kwartaal",
        "parenting_questions.questions_bundled": "nam vragen samen",
        "parenting_questions.signal_raised": "maakte er een signaal van",
        "parenting_questions.bundle_interpreted": "schreef op wat erachter zit",
        "parenting_questions.bundle_decided": "schreef een besluit op",
        "parenting_questions.bundle_returned": "gaf terug wat er met vragen gebeurt",
        "parenting_questions.bundle_closed": "rondde een bundel af",
        "parenting_questions.thresholds_set": "wijzigde vanaf wanneer iets een signaal is",
    },
    facts={
        "channel": "hoe",
        "heard": "keer gehoord",
        "theme": "thema",
        "changed": "tekst veranderd",
        "quarter": "kwartaal vanaf",
        "themes": "thema’s",
        "questions": "vragen",
        "rising": "stijgt",
        "in_use": "in gebruik",
        "answer": "besluit",
        "families": "gezinnen",
        "reporters": "professionals",
        "organisations": "organisaties",
        "months": "maanden",
    },
)
