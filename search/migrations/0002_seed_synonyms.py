"""Abbreviations that teachers type; the sector edits the list."""

from django.db import migrations

# Short form, full form, folded short form, folded full form.
SYNONYMS = (
    ("pt", "phương trình", "pt", "phuong trinh"),
    ("bpt", "bất phương trình", "bpt", "bat phuong trinh"),
    ("hpt", "hệ phương trình", "hpt", "he phuong trinh"),
    ("hs", "học sinh", "hs", "hoc sinh"),
    ("gv", "giáo viên", "gv", "giao vien"),
    ("sgk", "sách giáo khoa", "sgk", "sach giao khoa"),
    ("sbt", "sách bài tập", "sbt", "sach bai tap"),
    ("khbd", "kế hoạch bài dạy", "khbd", "ke hoach bai day"),
    ("khtn", "khoa học tự nhiên", "khtn", "khoa hoc tu nhien"),
    ("gdcd", "giáo dục công dân", "gdcd", "giao duc cong dan"),
    ("hđtn", "hoạt động trải nghiệm", "hdtn", "hoat dong trai nghiem"),
    ("hk1", "học kì 1", "hk1", "hoc ki 1"),
    ("hk2", "học kì 2", "hk2", "hoc ki 2"),
    ("gk", "giữa kì", "gk", "giua ki"),
    ("ck", "cuối kì", "ck", "cuoi ki"),
    ("kì", "kỳ", "ki", "ky"),
    ("lí", "lý", "li", "ly"),
    ("mĩ", "mỹ", "mi", "my"),
    ("video", "phim", "video", "phim"),
)


def load_seed(apps, schema_editor):
    """Insert what is missing; what the sector changed stays."""
    synonym = apps.get_model("search", "Synonym")
    for short, long, short_words, long_words in SYNONYMS:
        synonym.objects.get_or_create(
            short=short,
            long=long,
            defaults={"short_words": short_words, "long_words": long_words},
        )


class Migration(migrations.Migration):
    dependencies = [("search", "0001_documents")]

    operations = [migrations.RunPython(load_seed, migrations.RunPython.noop)]
