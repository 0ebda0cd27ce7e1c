"""Everything that has a state is tried over every pair of states, through the actions that people use."""

from pathlib import Path

from django.apps import apps

SOURCE = Path(__file__).resolve().parent.parent / "src" / "rondom"

TRIED_IN = {
    "measure.Round": "cores/measure/tests/test_states.py",
    "measure.OpenAnswer": "cores/measure/tests/test_states.py",
    "meet.Gathering": "cores/meet/tests/test_states.py",
    "meet.Ballot": "cores/meet/tests/test_vote.py",
    "meet.StatementRound": "cores/meet/tests/test_statements.py",
    "meet.Statement": "cores/meet/tests/test_statements.py",
    "plan.Plan": "cores/plan/tests/test_states.py",
    "plan.Goal": "cores/plan/tests/test_states.py",
    "plan.Action": "cores/plan/tests/test_states.py",
    "quickscan.Sharing": "workflows/quickscan/tests/test_share_elsewhere.py",
    "parenting_questions.Question": "workflows/parenting_questions/tests/test_question_states.py",
    "parenting_questions.Bundle": "workflows/parenting_questions/tests/test_bundle_states.py",
    "parenting_questions.ParentGroup": "workflows/parenting_questions/tests/test_group_states.py",
}
"""A kind of thing that has a state -> the file with the test over all pairs."""


def test_every_state_has_its_test_over_all_pairs() -> None:
    found = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.local_fields
        if model.__module__.startswith("rondom.") and field.name == "state" and field.choices
    }
    assert found == set(TRIED_IN)
    for name, path in TRIED_IN.items():
        kind = name.split(".")[1]
        states = {"OpenAnswer": "Open", "ParentGroup": "Group", "StatementRound": "Ballot"}.get(kind, kind)
        assert f"{states}State" in (SOURCE / path).read_text(), name
