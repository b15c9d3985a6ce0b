"""The demo department's exam matrices."""

from random import Random

import pytest
from django.utils import timezone

from assessments.matrix.checking import check, is_ready
from assessments.models import Exam, Matrix, Question
from assessments.queries.matrices import get_body, get_frame, list_chosen_banks
from assessments.queries.pool import count_coverage
from sector.demo.exams import load_exams
from tests.factories.accounts import TeacherFactory

pytestmark = pytest.mark.django_db


def test_the_storys_teacher_has_a_finished_matrix_with_four_forms_and_one_in_work():
    TeacherFactory(username="gv.ha")

    load_exams(Random(1), now=timezone.now())  # noqa: S311  # a seeded choice

    exam = Exam.objects.get()
    assert [form.code for form in exam.forms.all()] == ["0101", "0102", "0103", "0104"]
    assert exam.state == Exam.State.READY
    assert exam.matrix.sharing == Matrix.Sharing.SCHOOL
    in_work = Matrix.objects.exclude(pk=exam.matrix_id).get()
    coverage = count_coverage(get_body(in_work), list_chosen_banks(in_work))
    assert not is_ready(check(get_body(in_work), get_frame(in_work), coverage))
    assert not Question.objects.filter(outcomes=None).exists()


def test_without_the_story_nothing_is_loaded():
    load_exams(Random(1), now=timezone.now())  # noqa: S311  # a seeded choice

    assert not Matrix.objects.exists()
