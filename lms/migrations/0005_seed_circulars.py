"""How marks become results: TT 22/2021, TT 43/2021 and TT 27/2020 as data.

``{"levels": {slug of a level: {"way": "marks" | "levels" | "nothing", "source", "step": of rounding,
"kinds": of tests with a column, "weights", "year_weights": of the two terms, "verdict_subjects": judged
without marks, "verdicts", "regular_counts": [[most periods a year or null, marks a term]], "periods":
{subject: periods a year, or {grade: periods}}, "usual_periods": of subjects not named, "levels",
"test_subjects": of primary schools, "moments": of remarks}}}``

Periods a year are those of the 2018 programme (TT 32/2018); a school that teaches otherwise changes
them. They are not verified by the department yet.
"""

from datetime import date

from django.db import migrations

CODE = "gradebook.circulars"
_COUNTS = [[35, 2], [70, 3], [None, 4]]
_MARKS = {
    "way": "marks",
    "source": "TT 22/2021/TT-BGDĐT",
    "step": "0.1",
    "kinds": ["regular", "midterm", "final"],
    "weights": {"regular": 1, "midterm": 2, "final": 3},
    "year_weights": [1, 2],
    "verdict_subjects": ["gdtc", "am-nhac", "mi-thuat", "gd-dia-phuong", "hdtn"],
    "verdicts": ["pass", "fail"],
    "regular_counts": _COUNTS,
    "usual_periods": 70,
    "moments": ["end"],
}
_LOWER = {
    "toan": 140,
    "ngu-van": 140,
    "tieng-anh": 105,
    "ngoai-ngu-2": 105,
    "khtn": 140,
    "lich-su-dia-li": 105,
    "gdcd": 35,
    "tin-hoc": 35,
    "cong-nghe": {"6": 35, "7": 35, "8": 52, "9": 52},
    "tieng-dtts": 105,
    "gdtc": 70,
    "am-nhac": 35,
    "mi-thuat": 35,
    "gd-dia-phuong": 35,
    "hdtn": 105,
}
_UPPER = {
    "toan": 105,
    "ngu-van": 105,
    "tieng-anh": 105,
    "ngoai-ngu-2": 105,
    "lich-su": 52,
    "gdqpan": 35,
    "tieng-dtts": 105,
    "gd-dia-phuong": 35,
    "hdtn": 105,
}
BODY = {
    "v": 1,
    "levels": {
        "thcs": {**_MARKS, "periods": _LOWER},
        "thpt": {**_MARKS, "periods": _UPPER},
        "gdtx": {
            **_MARKS,
            "source": "TT 43/2021/TT-BGDĐT",
            "verdict_subjects": [],
            "periods": _LOWER | _UPPER,
        },
        "tieu-hoc": {
            "way": "levels",
            "source": "TT 27/2020/TT-BGDĐT",
            "step": "1",
            "kinds": ["midterm", "final"],
            "levels": ["T", "H", "C"],
            "test_subjects": [
                "tieng-viet",
                "toan",
                "tieng-anh",
                "lich-su-dia-li",
                "khoa-hoc",
                "tin-hoc-cong-nghe",
            ],
            "moments": ["mid", "end"],
        },
        "mam-non": {"way": "nothing", "source": "VBHN 01/VBHN-BGDĐT"},
    },
}


def seed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.get_or_create(
        code=CODE,
        version=1,
        defaults={
            "body": BODY,
            "valid_from": date(2024, 1, 1),
            "source": "TT 22/2021, TT 43/2021, TT 27/2020",
            "is_verified": False,
        },
    )


def unseed(apps, schema_editor):
    apps.get_model("core", "RuleSet").objects.filter(code=CODE, version=1).delete()


class Migration(migrations.Migration):
    dependencies = [("lms", "0004_gradebooks"), ("core", "0001_first_tables")]
    operations = [migrations.RunPython(seed, unseed)]
