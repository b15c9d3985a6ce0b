"""Note for papers of before which shared text each of their questions stood under."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def note_texts(apps, _schema_editor):
    """Take the text of the question, which was the only one so far."""
    item = apps.get_model("assessments", "PaperItem")
    version = apps.get_model("assessments", "QuestionVersion")
    text = version.objects.filter(pk=OuterRef("version_id")).values("question__stimulus_id")
    item.objects.filter(version__question__stimulus__isnull=False).update(
        stimulus_id=Subquery(text[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("assessments", "0016_shared_texts_in_versions")]

    operations = [migrations.RunPython(note_texts, migrations.RunPython.noop)]
