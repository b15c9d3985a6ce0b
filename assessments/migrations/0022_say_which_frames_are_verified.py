"""Say of each frame whether its figures were compared with the text that it names.

The formats of the graduation exam were found in copies of QĐ 764; the minutes of subjects other than
mathematics and the sciences were not, so those frames are not verified.
"""

from django.db import migrations

CODE = "assessments.frames"
VERIFIED = {"cv7991", "cv7991-ngan", "thpt-toan", "thpt-khtn"}


def say(apps, schema_editor):
    """Write the newest version once more with the mark; older versions stay as they were."""
    rules = apps.get_model("core", "RuleSet").objects
    newest = rules.filter(code=CODE).order_by("-valid_from", "-version").first()
    if newest is None:
        return
    frames = [{"is_verified": frame["key"] in VERIFIED, **frame} for frame in newest.body["frames"]]
    last = rules.filter(code=CODE).order_by("-version").first()
    rules.create(
        code=CODE,
        version=last.version + 1,
        body={**newest.body, "frames": frames},
        valid_from=newest.valid_from,
        source=newest.source,
        is_verified=False,
    )


def unsay(apps, schema_editor):
    """Remove the version with the marks."""
    apps.get_model("core", "RuleSet").objects.filter(code=CODE, version=2).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0021_sums_of_confirmations"),
        ("core", "0001_first_tables"),
    ]
    operations = [migrations.RunPython(say, unsay)]
