"""Frames of exams: Công văn 7991 as the default, and the graduation exam of QĐ 764 by subject.

Which form of a subject's paper holds how many questions of how many points follows these two
texts; minutes of subjects other than mathematics and the sciences are not verified.
"""

from datetime import date

from django.db import migrations

CODE = "assessments.frames"
LEVELS = {"know": "4", "understand": "3", "apply": "3"}


def exam(key, name, minutes, subjects, forms):
    """Write a frame of the graduation exam: forms name (questions, points of each)."""
    return {
        "key": key,
        "name": name,
        "source": "QĐ 764/QĐ-BGDĐT",
        "total": "10",
        "by_form": {form: f"{count * points:g}" for form, (count, points) in forms.items()},
        "counts": {form: count for form, (count, _points) in forms.items()},
        "points": {form: f"{points:g}" for form, (_count, points) in forms.items()},
        "minutes": minutes,
        "subjects": subjects,
    }


BODY = {
    "default": "cv7991",
    "default_by_subject": {},
    "sheet": {"choice": 40, "statements": 8, "short": 6},
    "frames": [
        {
            "key": "cv7991",
            "name": "Công văn 7991: 3/2/2/3",
            "source": "CV 7991/BGDĐT-GDTrH",
            "total": "10",
            "by_form": {"choice": "3", "statements": "2", "short": "2", "essay": "3"},
            "by_level": LEVELS,
            "points": {"choice": "0.25", "statements": "1", "short": "0.5", "essay": "1"},
        },
        {
            "key": "cv7991-ngan",
            "name": "Công văn 7991, không có trả lời ngắn: 3/4/0/3",
            "source": "CV 7991/BGDĐT-GDTrH",
            "total": "10",
            "by_form": {"choice": "3", "statements": "4", "short": "0", "essay": "3"},
            "by_level": LEVELS,
            "points": {"choice": "0.25", "statements": "1", "essay": "1"},
        },
        exam(
            "thpt-toan",
            "Tốt nghiệp THPT từ 2025: Toán",
            90,
            ["toan"],
            {"choice": (12, 0.25), "statements": (4, 1), "short": (6, 0.5)},
        ),
        exam(
            "thpt-khtn",
            "Tốt nghiệp THPT từ 2025: Vật lí, Hóa học, Sinh học, Địa lí",
            50,
            ["vat-li", "hoa-hoc", "sinh-hoc", "dia-li"],
            {"choice": (18, 0.25), "statements": (4, 1), "short": (6, 0.25)},
        ),
        exam(
            "thpt-khxh",
            "Tốt nghiệp THPT từ 2025: Lịch sử, GDKT&PL, Công nghệ, Tin học",
            50,
            ["lich-su", "gdktpl", "cong-nghe", "tin-hoc"],
            {"choice": (24, 0.25), "statements": (4, 1)},
        ),
        exam(
            "thpt-ngoai-ngu",
            "Tốt nghiệp THPT từ 2025: Ngoại ngữ",
            50,
            ["tieng-anh"],
            {"choice": (40, 0.25)},
        ),
        {"key": "tu-do", "name": "Khung riêng: tổng 10 điểm", "source": "", "total": "10"},
    ],
}


def seed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.get_or_create(
        code=CODE,
        version=1,
        defaults={
            "body": BODY,
            "valid_from": date(2024, 12, 17),
            "source": "CV 7991/BGDĐT-GDTrH; QĐ 764/QĐ-BGDĐT",
            "is_verified": True,
        },
    )


def unseed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.filter(code=CODE, version=1).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0008_exam_matrices_and_forms"),
        ("core", "0001_first_tables"),
    ]
    operations = [migrations.RunPython(seed, unseed)]
