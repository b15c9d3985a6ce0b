"""Each rule of the house finds the fault that is planted for it, and nothing in a clean neighbour."""

import pytest

from . import rules

FAULTS = [
    (rules.find_closed_doors, "lms/tasks.py", "from content.rendering import render_part\n"),
    (rules.find_closed_doors, "lms/tasks.py", "import content.rendering\n"),
    (rules.find_config_imports, "lms/queries.py", "from config.settings import DEBUG\n"),
    (rules.find_long_files, "lms/queries.py", "x = 1\n" * 401),
    (rules.find_long_files, "tests/lms/test_queries.py", "x = 1\n" * 601),
    (rules.find_long_functions, "lms/actions.py", "def f():\n" + "    x = 1\n" * 40),
    (rules.find_long_functions, "lms/views/home.py", "def f():\n" + "    x = 1\n" * 25),
    (rules.find_long_functions, "lms/models.py", "class C:\n" + "    x = 1\n" * 200),
    (rules.find_tables_in_views, "lms/views.py", "def f():\n    return Lesson.objects.all()\n"),
    (rules.find_bad_decisions, "docs/decisions/0001-other.md", "# 0001 Another\n"),
    (rules.find_bad_decisions, "docs/decisions/0002-other.md", "# 2. Another\n"),
    (rules.find_prints, "lms/actions.py", "print('x')\n"),
    (rules.find_bad_migrations, "lms/migrations/0002_auto_20260101.py", "x = 1\n"),
    (rules.find_bad_migrations, "lms/migrations/0002_alter_a_and_more.py", "x = 1\n"),
    (rules.find_bad_migrations, "lms/migrations/0002_seed.py", "from lms.models import Lesson\n"),
    (rules.find_inline_code, "lms/templates/lms/a.html", '<p style="color:red">x</p>'),
    (rules.find_inline_code, "lms/templates/lms/a.html", '<button onclick="go()">x</button>'),
    (rules.find_inline_code, "lms/templates/lms/a.html", "<script>go()</script>"),
    (rules.find_inline_code, "lms/templates/lms/a.html", "<style>p{}</style>"),
    (rules.find_upward_templates, "core/templates/core/a.html", "{% load i18n lms_tags %}"),
    (rules.find_upward_templates, "core/templates/core/a.html", '{% include "lms/b.html" only %}'),
    (rules.find_upward_templates, "core/templates/core/a.html", '{% extends "lms/b.html" %}'),
]

CLEAN = {
    "docs/decisions/0001-first.md": "# 0001 First\n",
    "lms/views.py": "from content.queries import access_lesson\nfrom core.text import fold\n",
    "lms/models.py": "from content.models import Lesson\n\n\ndef f():\n    return Lesson.objects\n",
    "lms/migrations/0001_first_tables.py": "import core.models.fields\n",
    "lms/templatetags/lms_tags.py": "",
    "lms/templates/lms/home.html": (
        '{% load lms_tags %}{% include "core/a.html" only %}<script src="a.js"></script>'
        '<script type="application/json">{}</script>'
    ),
}


@pytest.fixture
def house(tmp_path):
    """Build a small tree without faults."""
    for name, text in CLEAN.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_a_clean_house_has_no_fault(rule, house):
    assert list(rule(house)) == []


@pytest.mark.parametrize(("rule", "name", "text"), FAULTS)
def test_a_planted_fault_is_found(rule, name, text, house):
    (house / name).parent.mkdir(parents=True, exist_ok=True)
    (house / name).write_text(text)

    faults = list(rule(house))

    assert len(faults) == 1
    assert faults[0].startswith(name)
