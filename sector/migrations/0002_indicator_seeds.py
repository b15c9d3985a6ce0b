"""The four computed indicators, their 2026 targets, and the thresholds of their formulas."""

from datetime import date

from django.db import migrations

PLAN = "Kế hoạch chuyển đổi số 2026, Phụ lục 1"
DISTRICT_PLAN = "Kế hoạch quận Dương Kinh, II.2.a"

INDICATORS = [
    # code, name, name_en, short_name, formula, counts_people, plan, year, value
    (
        "LMS_SCHOOL",
        "Trường triển khai LMS",
        "Schools using the LMS",
        "LMS",
        "schools_on_platform",
        False,
        PLAN,
        2026,
        100,
    ),
    (
        "TCH_DLR",
        "Giáo viên sử dụng học liệu số",
        "Teachers using digital resources",
        "GV dùng học liệu",
        "teachers_using_resources",
        True,
        PLAN,
        2026,
        80,
    ),
    (
        "ONL_TEST",
        "Trường tổ chức kiểm tra trực tuyến",
        "Schools testing online",
        "KT trực tuyến",
        "schools_testing_online",
        False,
        PLAN,
        2026,
        50,
    ),
    (
        "PLAT_USE",
        "Học sinh học trên nền tảng",
        "Pupils learning on the platform",
        "HS học trực tuyến",
        "pupils_active",
        True,
        DISTRICT_PLAN,
        2025,
        70,
    ),
]

# The plans give no formula: every threshold is ours until the department decides.
FORMULAS = {
    "LMS_SCHOOL": {"min_assignments": 1, "without_levels": []},
    "TCH_DLR": {"min_uses": 1},
    "ONL_TEST": {"min_attempts": 1, "without_levels": ["mam-non"]},
    "PLAT_USE": {"without_levels": ["mam-non"]},
}


def load(apps, schema_editor):
    indicator_model = apps.get_model("sector", "Indicator")
    target_model = apps.get_model("sector", "Target")
    for position, row in enumerate(INDICATORS):
        code, name, name_en, short_name, formula, counts_people, plan, year, value = row
        indicator = indicator_model.objects.create(
            code=code,
            name=name,
            name_en=name_en,
            short_name=short_name,
            unit="percent",
            formula=formula,
            counts_people=counts_people,
            position=position,
        )
        target_model.objects.create(
            indicator=indicator, plan=plan, year=year, value=value, is_verified=plan == PLAN
        )
    apps.get_model("core", "RuleSet").objects.create(
        code="sector.formulas",
        version=1,
        body=FORMULAS,
        valid_from=date(2025, 7, 1),
        source="Chưa có công thức trong kế hoạch; ngưỡng do hệ thống đề xuất",
        is_verified=False,
    )


def unload(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.filter(code="sector.formulas").delete()
    apps.get_model("sector", "Target").objects.all().delete()
    apps.get_model("sector", "Indicator").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("sector", "0001_first_tables"), ("core", "0001_first_tables")]

    operations = [migrations.RunPython(load, unload)]
