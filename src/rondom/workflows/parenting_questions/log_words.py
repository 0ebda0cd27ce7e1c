"""Words for what the log holds of parents' questions."""

from rondom.foundation.circles.overviews import describe

describe(
    actions={
        "parenting_questions.pool_started": "begon deze vragenpot",
        "parenting_questions.question_logged": "schreef een vraag op",
        "parenting_questions.question_screened": "las een vraag na",
        "parenting_questions.question_coded": "gaf een vraag een thema",
        "parenting_questions.question_withheld": "haalde een vraag weg",
    },
    facts={"channel": "hoe", "heard": "keer gehoord", "theme": "thema", "changed": "tekst veranderd"},
)
