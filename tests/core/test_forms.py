"""Fields: labels, hints and errors are tied to their controls."""

from django import forms
from django.template import Context, Template

from core.forms import BenHocForm
from curriculum.models import Subject


class SampleForm(BenHocForm):
    title = forms.CharField(label="Tên", help_text="Dưới 90 chữ.")
    subject = forms.ModelChoiceField(Subject.objects.none(), label="Môn")
    show = forms.ChoiceField(label="Thấy gì", choices=[("a", "Điểm")], widget=forms.RadioSelect)
    ai = forms.BooleanField(label="Có hỗ trợ của AI")
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def render(form: forms.Form, name: str) -> str:
    return Template("{% load bh %}{% field bound %}").render(Context({"bound": form[name]}))


def test_a_hint_and_an_error_are_read_with_the_control():
    html = render(SampleForm({}), "title")

    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="field field--error"' in html


def test_a_box_carries_our_class_and_a_radio_button_does_not():
    assert 'class="input"' in render(SampleForm(), "title")
    assert "input" not in render(SampleForm(), "show").replace("<input", "")


def test_choices_are_a_fieldset_with_a_legend():
    html = render(SampleForm(), "show")

    assert "<fieldset" in html
    assert "<legend" in html


def test_a_hidden_field_has_no_markup_around_it():
    assert render(SampleForm(), "key").strip().startswith("<input")


def test_the_first_choice_is_a_word_and_no_row_of_dashes(db):
    html = render(SampleForm(), "subject")

    assert "---" not in html


def test_a_whole_form_renders_by_itself(db):
    assert SampleForm().render().count('class="field"') == 4
