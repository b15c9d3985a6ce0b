"""A file that others may see does not go into the bin."""

import pytest
from django.utils import timezone

from content.models.resources import VersionState
from media.actions import bin_file
from media.errors import FileInUseError
from media.models import StoredFile
from tests.factories.content import make_resource
from tests.factories.lessons import LessonFactory, block
from tests.factories.media import StoredFileFactory

pytestmark = pytest.mark.django_db


def throw_away(file: StoredFile) -> None:
    bin_file(file, now=timezone.now())


@pytest.mark.parametrize("state", [VersionState.DRAFT, VersionState.APPROVED])
def test_a_file_of_a_resource_stays(state):
    file = StoredFileFactory()
    make_resource(file.owner, file=file, link="", state=state)

    with pytest.raises(FileInUseError, match="đang được dùng"):
        throw_away(file)


def test_a_file_of_a_lesson_stays():
    file = StoredFileFactory()
    LessonFactory(owner=file.owner, blocks=[block("file", {"file": file.pk})], published=True)

    with pytest.raises(FileInUseError):
        throw_away(file)


def test_a_file_of_an_older_pinned_version_of_a_lesson_stays():
    file = StoredFileFactory()
    lesson = LessonFactory(owner=file.owner, blocks=[block("file", {"file": file.pk})])
    lesson.body = []
    lesson.save()

    with pytest.raises(FileInUseError):
        throw_away(file)


def test_a_file_that_stands_nowhere_goes():
    file = StoredFileFactory()
    LessonFactory(owner=file.owner, published=True)

    throw_away(file)

    assert not StoredFile.objects.kept().exists()
