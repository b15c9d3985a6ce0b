"""Sizes by kind, and how long unfinished uploads and the bin are kept. Values are ours."""

from datetime import date

from django.db import migrations

LIMITS = {
    "megabytes": {"document": 100, "image": 25, "video": 2048, "audio": 300, "other": 200},
    "plain_post_megabytes": 200,
    "chunk_kilobytes": 1024,
    "image_megapixels": 60,
    "video_megapixels": 36,
    "pdf_pages": 3000,
    "unpacked_megabytes": 600,
    "unpacked_ratio": 150,
    "archive_members": 5000,
    "inline_check_megabytes": 64,
    "seconds_to_check": 20,
}
RETENTION = {"unfinished_hours": 48, "bin_days": 30}


def seed(apps, schema_editor):
    RuleSet = apps.get_model("core", "RuleSet")
    for code, body in (("media.limits", LIMITS), ("media.retention", RETENTION)):
        RuleSet.objects.get_or_create(
            code=code,
            version=1,
            defaults={"body": body, "valid_from": date(2026, 8, 1), "is_verified": True},
        )


def unseed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.filter(
        code__in=["media.limits", "media.retention"], version=1
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("media", "0002_files"), ("core", "0001_first_tables")]
    operations = [migrations.RunPython(seed, unseed)]
