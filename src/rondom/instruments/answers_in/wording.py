"""Where a file and the questionnaire use other words for one answer: for a person to look at."""

from collections.abc import Iterator

from rondom.instruments.answers_in.answer_file import AnswerFile
from rondom.instruments.answers_in.mapping import AnswerMapping, item_of
from rondom.instruments.answers_in.values import by_code, plain
from rondom.instruments.instrument import Instrument, Kind


def other_words(file: AnswerFile, mapping: AnswerMapping, instrument: Instrument) -> Iterator[str]:
    """A sentence per answer that the file calls something else. A scale may run the other way there.

    A label that was cut short in the file is no other word.
    """
    for column, use in mapping.columns.items():
        item = item_of(use, instrument)
        if item is None or item.kind is not Kind.ONE:
            continue
        choices = instrument.choice_list(item)
        codes = {**by_code(choices), **use.values}
        labels = {choice.code: choice.label for choice in choices.choices}
        for value, told in file.value_labels.get(column, {}).items():
            texts = labels.get(codes.get(value, ""), {})
            if texts and not any(plain(text).startswith(plain(told)) for text in texts.values()):
                ours = instrument.text(texts)
                yield f"Kolom '{column}': {value} heet in het bestand '{told}' en wordt gelezen als '{ours}'."
