"""The words of a template and of a module are read from their source."""

from pathlib import Path

import pytest

from rondom.ui import texts
from rondom.ui.texts import templates_on, texts_of_module, texts_of_template


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one template for parents, in place of all others."""
    folder = tmp_path / "rondom" / "templates"
    folder.mkdir(parents=True)
    monkeypatch.setattr(texts, "get_app_template_dirs", lambda _: (str(folder),))
    return folder / "page.html"


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<p>Een <strong>zin</strong> met <a href='x y'>een link</a>.</p><p>Nog een.</p>",
         ["Een zin met een link.", "Nog een."]),
        ("<p>{% if a %}Ja{% elif b %}Soms{% else %}Nee{% endif %}, dank u.</p>",
         ["Ja, dank u.", "Soms, dank u.", "Nee, dank u."]),
        ("<p>U{% if a %} en uw kind{% if b %} van {{ age }}{% endif %}{% endif %}.</p>",
         ["U en uw kind van iets.", "U.", "U en uw kind."]),
        ("{% for a in b %}<li>{{ a }} is er</li>{% empty %}<li>Niemand</li>{% endfor %}",
         ["iets is er", "Niemand"]),
        ("<p>{% translate 'Verder' %}</p>{% blocktranslate count n=a %}{{ n }} vraag{% plural %}vragen"
         "{% endblocktranslate %}", ["Verder", "iets vraag", "vragen"]),
        ("<p>{{ n|counted:'ouder,ouders' }}</p>".replace("'", '"'), ["5 ouders"]),
        ("<c-card title='Wie komt?'><p>{{ day|long_day }}</p></c-card>", ["Wie komt?", "vrijdag 3 mei"]),
        ("{% comment %}<p>Niet voor u</p>{% endcomment %}{# of u #}<script>var of = u</script>", []),
    ],
)  # fmt: skip
def test_every_branch_of_a_template_is_read(template: Path, source: str, wanted: list[str]) -> None:
    template.write_text(source)
    assert texts_of_template("page.html") == wanted


def test_a_fragment_is_read_where_it_is_included(template: Path) -> None:
    template.write_text("<p>Voor.</p>{% include 'part.html' %}")
    template.with_name("part.html").write_text("<p>Erin.</p>")
    assert texts_of_template("page.html") == ["Voor.", "Erin."]


def test_lines_of_a_mail_are_texts(template: Path) -> None:
    template.with_name("mail.txt").write_text("Beste ouder,\n\nKomt u op {{ day }}?\n")
    assert texts_of_template("mail.txt") == ["Beste ouder,", "Komt u op vrijdag 3 mei?"]


def test_pages_on_a_page_of_the_base_are_found(template: Path) -> None:
    template.write_text('{% extends "frame.html" %}')
    template.with_name("frame.html").write_text('{% extends "plain.html" %}')
    template.with_name("other.html").write_text('{% extends "base.html" %}')
    assert templates_on("plain.html") == ["frame.html", "page.html"]


def test_what_code_says_is_read_and_what_it_means_is_not(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""About this."""\n'
        "class A:\n"
        '    """Of this."""\n'
        '    label = "Uw naam"\n'
        '    name, path = "parenting_questions", "a/b c"\n'
        "def b():\n"
        '    raise ValueError(f"Er zijn {5} plekken. " "Kies er een.")\n'
    )
    assert texts_of_module(module) == ["Uw naam", "Er zijn iets plekken. Kies er een."]
    assert texts_of_module(module, frozenset({"A"})) == ["Uw naam"]
    with pytest.raises(LookupError, match="weg"):
        texts_of_module(module, frozenset({"weg"}))
