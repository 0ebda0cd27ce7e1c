"""lavaan's model syntax is read as lavaan reads it; what is wrong is said with its line."""

import pytest

from rondom.analysis.factor_models.hand_over import lavaan_syntax
from rondom.analysis.factor_models.model import specify
from rondom.analysis.factor_models.syntax import ModelSyntaxError, Modifier, read_syntax


def test_reads_loadings_covariances_means_and_thresholds() -> None:
    found = read_syntax("S =~ x1 + x2; S =~ x3\nx1 + x2 ~~ x3\nx1 ~ 1\nx1 | t1 + t2\nx1 ~*~ x1")
    assert [(term.lhs, term.op, term.rhs) for term in found.terms] == [
        ("S", "=~", "x1"),
        ("S", "=~", "x2"),
        ("S", "=~", "x3"),
        ("x1", "~~", "x3"),
        ("x2", "~~", "x3"),
        ("x1", "~1", ""),
        ("x1", "|", "t1"),
        ("x1", "|", "t2"),
        ("x1", "~*~", "x1"),
    ]


def test_reads_what_stands_before_the_star() -> None:
    terms = read_syntax("S =~ 1*x1 + NA*x2 + a*x3 + start(.5)*x4 + 'b'*x5 + -0.5*x6 + c(a, 1, NA)*x7").terms
    assert [term.modifiers for term in terms] == [
        (Modifier(fixed=1.0),),
        (Modifier(free=True),),
        (Modifier(label="a"),),
        (Modifier(start=0.5),),
        (Modifier(label="b"),),
        (Modifier(fixed=-0.5),),
        (Modifier(label="a"), Modifier(fixed=1.0), Modifier(free=True)),
    ]


def test_lines_without_an_operator_continue_the_line_before() -> None:
    split = read_syntax("S =~ x1 +   # eerste\n  x2\n + 2*x3 ! laatste\n\nO =~\n x4 +1*x5\na == b")
    assert [(term.lhs, term.rhs, term.line) for term in split.terms] == [
        ("S", "x1", 1),
        ("S", "x2", 2),
        ("S", "x3", 3),
        ("O", "x4", 6),
        ("O", "x5", 6),
    ]
    assert split.equal_labels == (("a", "b"),)


def test_a_parameter_written_twice_takes_both_modifiers() -> None:
    (term,) = read_syntax("S =~ x1 + start(2)*x1").terms
    assert term.modifiers == (Modifier(start=2.0),)
    assert read_syntax("S =~ x1 + a*x1").terms[0].modifiers == (Modifier(label="a"),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("S = x1", "Regel 1 .*'='"),
        ("\nS =~ x1 + + x2", "Regel 2 .*ontbreekt"),
        ("S =~ x1 +", "Regel 1 .*ontbreekt"),
        ("S =~", "niet af"),
        ("S =~ x1 + (x2", "haakje"),
        ("S =~ x1\ny ~ S", "Regel 2 .*regressies"),
        ("S =~ 3", "geen getal"),
        ("S =~ x1\na := b*c", "Regel 2 .*:="),
        ("S =~ x1\na > 0", "ongelijkheden"),
        ("S =~ x1\nx1 | q1", "drempels"),
        ("S =~ x1 x2", "hoort een naam"),
        ("S =~ x1 =~ x2", "twee tekens"),
        ("S =~ a*x1 + b*x2\na == 2 - b", "Regel 2 .*rekenen met labels"),
        ("S =~ f(2)*x1", r"vóór \*"),
        ("S =~ x1 + x1", "twee keer"),
        ("S =~ x1\nx1 ~~ x2\nx2 ~~ x1", "Regel 3 .*twee keer"),
        ("x1 ~~ x2", "geen factor"),
        ("", "geen factor"),
        ("S =~ x1\na == 2", "twee labels"),
        ("S =~ c(1,2)*c(a,b,d)*x1", "evenveel groepen"),
    ],
)
def test_says_what_is_wrong_and_where(text: str, says: str) -> None:
    with pytest.raises(ModelSyntaxError, match=says):
        read_syntax(text)


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("S =~ x1+x2\nx1 ~~ x9", {}, "x9 hoort bij geen factor"),
        ("S =~ x1+x2\nx1 ~~ S", {}, "factor en een item"),
        ("S =~ c(1,2)*x1+x2", {"groups": 3}, "noemt 2 groepen"),
        ("S =~ x1+x2\nx1 | t1", {}, "geordende items"),
        ("S =~ x1+x2\nx1 | t3", {"points": (3, 3)}, "geen drempel t3"),
        ("S =~ x1+x2\nx1 ~~ x1", {"points": (3, 3)}, "volgt uit de rest"),
        ("S =~ x1+x2+S", {}, "S laadt zo op zichzelf. Haal S daar weg"),
        ("S =~ x1+T\nT =~ x2+U\nU =~ x3+S", {}, "Regel 1 .*S laadt zo op zichzelf. Haal T daar weg"),
        ("S =~ a*x1+x2\na == b", {}, "label b staat bij geen parameter"),
    ],
)
def test_refuses_what_the_model_cannot_have(text: str, options: dict[str, object], says: str) -> None:
    with pytest.raises(ModelSyntaxError, match=says):
        specify(text, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["S =~ 1*x1 + a*x2 + c(1,NA)*x3 + c(a,b)*x4 + start(0.5)*x5\nx1 ~ 1\na == b"]
)
def test_what_is_handed_over_reads_as_the_same_model(text: str) -> None:
    one = specify(text, groups=2)
    assert specify(lavaan_syntax(one), groups=2).table == one.table
