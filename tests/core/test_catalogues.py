"""The catalogues: what is found, what is kept, what is called a fault."""

import pytest

from core.catalogues import extraction, files
from core.catalogues.bare_text import find_bare_texts


@pytest.fixture
def app(tmp_path, settings):
    """Make an app with one Python file and one template."""
    settings.ROOT = tmp_path
    folder = tmp_path / "demo"
    (folder / "templates").mkdir(parents=True)
    (folder / "words.py").write_text(
        'from x import gettext_lazy as _, ngettext\nA = _("Hello %(name)s.")\n'
        'B = ngettext("%(n)s file", "%(n)s files", n)\n'
    )
    (folder / "templates" / "page.html").write_text(
        "<div>\n  <p>{% translate 'Save' %}</p>\n {% blocktranslate trimmed with n=n %}\n"
        "    Page\n    {{ n }}\n  {% endblocktranslate %}{{ _('Late')|upper }}</div>"
    )
    return "demo"


def translate_all(app, texts):
    files.update_catalogue(app)
    path = files.catalogue_path(app)
    catalogue = files.read_catalogue(path)
    for message in catalogue:
        if message.id:
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            message.string = (texts[key],) if isinstance(message.id, tuple) else texts[key]
    path.write_text(files.render(catalogue))


VIETNAMESE = {
    "Hello %(name)s.": "Chào %(name)s.",
    "%(n)s file": "%(n)s tệp",
    "Save": "Lưu",
    "Page %(n)s": "Trang %(n)s",
    "Late": "Muộn",
}


def test_strings_of_python_and_of_templates_are_found(app):
    found = {str(message.id) for message in extraction.extract_app(app) if message.id}

    assert found == {
        "Hello %(name)s.",
        "('%(n)s file', '%(n)s files')",
        "Save",
        "Page %(n)s",
        "Late",
    }


def test_an_untranslated_string_is_a_fault_and_a_translated_app_has_none(app):
    files.update_catalogue(app)
    assert "no Vietnamese: 'Save'" in files.list_faults(app)

    translate_all(app, VIETNAMESE)

    assert files.list_faults(app) == []


def test_updating_again_changes_nothing_and_keeps_translations(app):
    translate_all(app, VIETNAMESE)

    assert not files.update_catalogue(app)
    assert 'msgstr "Lưu"' in files.catalogue_path(app).read_text()


def test_a_new_sentence_makes_the_catalogue_out_of_date_and_an_old_one_is_dropped(app, tmp_path):
    translate_all(app, VIETNAMESE)
    (tmp_path / "demo" / "words.py").write_text('A = _("New.")\n')

    faults = files.list_faults(app)
    files.update_catalogue(app)

    assert "not in the catalogue: 'New.'" in faults
    assert "no longer in the sources: 'Hello %(name)s.'" in faults
    assert "Hello" not in files.catalogue_path(app).read_text()


def test_a_lost_placeholder_is_a_fault(app):
    translate_all(app, {**VIETNAMESE, "Hello %(name)s.": "Chào bạn."})

    assert files.list_faults(app) == ["placeholders differ: 'Hello %(name)s.'"]


def test_two_words_for_one_message_are_a_fault(app, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "words.py").write_text('from x import gettext as _\nA = _("Save")\n')
    translate_all(app, VIETNAMESE)
    translate_all("other", {"Save": "Lưu"})
    assert files.list_conflicts([app, "other"]) == []

    translate_all("other", {"Save": "Cất"})

    assert files.list_conflicts([app, "other"]) == ["other: 'Save' is 'Cất', in demo it is 'Lưu'"]


def test_the_header_names_no_time_and_no_host(app):
    files.update_catalogue(app)

    text = files.catalogue_path(app).read_text()

    assert "Date" not in text
    assert "Generated-By" not in text


def test_a_compiled_catalogue_is_read_by_gettext(app):
    import gettext

    translate_all(app, VIETNAMESE)

    assert files.compile_catalogue(app)
    with files.catalogue_path(app).with_suffix(".mo").open("rb") as stream:
        catalogue = gettext.GNUTranslations(stream)
    assert catalogue.gettext("Save") == "Lưu"
    assert catalogue.ngettext("%(n)s file", "%(n)s files", 5) == "%(n)s tệp"
    assert not files.compile_catalogue(app)


def test_words_outside_translation_tags_are_named_with_their_line():
    template = (
        "{% extends 'x' %}\n<p>{% translate 'Fine' %} · {{ name }}</p>\n<p>Planted fault</p>\n"
        '<img alt="Another" src="{% url "x" %}"><code>kept</code> Bến Học\n'
    )

    assert find_bare_texts(template) == [(3, "Planted fault"), (4, "Another")]


def test_what_says_it_is_not_for_translation_is_left_alone():
    template = '<div translate="no"><div>Tên học liệu</div><br></div><p>Bare words</p>'

    assert [text for _, text in find_bare_texts(template)] == ["Bare words"]


def test_a_block_of_classes_is_no_text():
    assert find_bare_texts("{% block density %}pupil{% endblock density %}") == []


def test_names_of_languages_and_dynamic_tags_are_no_bare_words():
    template = (
        '<button lang="en">English</button><{{ tag }} class="title">{{ x }}</{{ tag }}><b>Bare</b>'
    )

    assert find_bare_texts(template) == [(1, "Bare")]
