"""The review steps and check lists of the school year 2026-2027.

Steps: passed by the subject group, approved by the head (domain.md 1.4). Terms in days are ours.
"""

from datetime import date

from django.db import migrations

GROUP = {
    "role": "subject_group_head",
    "at": "subject_group",
    "days": 3,
    "escalate": {
        "role": "school_head",
        "at": "school",
        "escalate": {"role": "sector_reviewer", "at": "department"},
    },
}
HEAD = {
    "role": "school_head",
    "at": "school",
    "days": 3,
    "escalate": {"role": "sector_reviewer", "at": "department"},
}
STEPS = {
    "resource": [GROUP, HEAD],
    "question": [GROUP],
    "paper": [GROUP, HEAD],
    "plan": [GROUP, HEAD],
}
CHECKS = {
    "resource": [
        {
            "code": "outcome",
            "vi": "Đúng yêu cầu cần đạt",
            "en": "Meets the learning outcomes",
        },
        {"code": "science", "vi": "Chính xác về khoa học", "en": "Scientifically correct"},
        {
            "code": "fit",
            "vi": "Phù hợp lứa tuổi, văn hóa, pháp luật",
            "en": "Fits age, culture and law",
        },
        {"code": "licence", "vi": "Nguồn và giấy phép rõ ràng", "en": "Clear source and licence"},
        {
            "code": "ai",
            "vi": "Người đã kiểm phần có hỗ trợ của AI",
            "en": "A person has checked what AI helped with",
        },
        {
            "code": "access",
            "vi": "Tiếp cận: hình có mô tả, tương phản đủ",
            "en": "Accessible: pictures described, enough contrast",
        },
    ],
    "question": [
        {"code": "outcome", "vi": "Đúng yêu cầu cần đạt", "en": "Meets the learning outcomes"},
        {"code": "key", "vi": "Đáp án và hướng dẫn chấm đúng", "en": "Key and marking are right"},
        {"code": "level", "vi": "Đúng mức độ nhận thức", "en": "Right cognitive level"},
    ],
}


def seed(apps, schema_editor):
    RuleSet = apps.get_model("core", "RuleSet")
    for code, body in (("review.steps", STEPS), ("review.checks", CHECKS)):
        RuleSet.objects.get_or_create(
            code=code,
            version=1,
            defaults={
                "body": body,
                "valid_from": date(2026, 8, 1),
                "source": "TT 09/2021/TT-BGDĐT Điều 7; QĐ 4725 mục 1.4",
                "is_verified": False,
            },
        )


def unseed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.filter(
        code__in=["review.steps", "review.checks"], version=1
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("review", "0002_resubmission"), ("core", "0001_first_tables")]
    operations = [migrations.RunPython(seed, unseed)]
