"""What goes out comes back: every type of question in every format that holds it."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assessments.cleaning import clean_html
from assessments.formats import WRITERS, ImportReport, parse, write
from assessments.items.shape import list_problems

from .question_strategies import contents, essence, make_item

FORMATS = list(WRITERS)
# One example holds a question of each type.
QUICK = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Ten questions shrink for minutes; the drawn ones are short as they are.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
every_type = st.tuples(*contents.values()).map(list)


def read_back(fmt: str, data: bytes) -> ImportReport:
    return parse("auto", data, f"x{WRITERS[fmt].suffix}", clean=clean_html)


@pytest.mark.parametrize("fmt", FORMATS)
@QUICK
@given(drawn=every_type)
def test_what_is_written_whole_comes_back_equal(fmt, drawn):
    assert not [list_problems(content) for content in drawn if list_problems(content)]

    export = write(fmt, [make_item(content) for content in drawn])
    report = read_back(fmt, export.data)

    assert report.fault is None
    written = [told for told in export.elements if told.state != "refused"]
    assert all(told.state == "taken" or told.reasons for told in export.elements)
    assert [element.reasons for element in report.elements if element.content is None] == []
    whole = [
        (essence(element.content), essence(drawn[told.line - 1]))
        for told, element in zip(written, report.elements, strict=True)
        if told.state == "taken"
    ]
    assert [came for came, _ in whole] == [went for _, went in whole]
