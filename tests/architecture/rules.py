"""What ruff and import-linter cannot say about this house: each rule names its faults, file and line.

A rule takes the root of a tree and gives sentences. ``test_rules.py`` runs every rule on this tree;
``test_planted_faults.py`` shows that each finds a fault planted in a small tree of its own.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

# Upper apps first: an app knows those after it.
APPS = (
    "sector",
    "ai_assist",
    "lms",
    "content",
    "assessments",
    "review",
    "media",
    "records",
    "search",
    "accounts",
    "curriculum",
    "core",
)
DOORS = {"models", "actions", "queries", "events", "errors", "permissions", "blocks"}

# Rooms that are made to be used by other apps, each with its reason.
SHARED_ROOMS = {
    "accounts.access": "decorators that every view of a right needs",
    "accounts.requests": "the type of a request with a signed-in person",
    "core.clock": "the moment that a test can set",
    "core.forms": "the look of every form",
    "core.health": "the registry of health checks",
    "core.html": "the one sanitizer",
    "core.ids": "how public ids are drawn",
    "core.jobs": "the decorator of job entry points",
    "core.logs": "the id of the request for outgoing calls",
    "core.math": "formulas to MathML",
    "core.nav": "the registry of navigation entries",
    "core.printing": "flows, Word files and PDF",
    "core.subprocesses": "heavy programs with limits",
    "core.slots": "the registry of places in lower templates",
    "core.text": "folding and sorting of Vietnamese",
    "core.toasts": "confirmations with undo",
    "core.wording": "numbers, dates and durations in words",
    "media.forms": "the upload field in other apps' forms",
    "records.verbs": "names of statements' verbs",
}
# What Django writes into migrations by itself: classes of fields and their defaults.
MIGRATION_ROOMS = ("core.ids", "core.models")

FILE_CAP, TEST_FILE_CAP, FUNCTION_CAP, VIEW_CAP, CLASS_CAP = 400, 600, 40, 25, 200


def list_sources(root: Path, *, with_migrations: bool = False) -> Iterator[tuple[str, Path]]:
    """Give each Python file of each app, with its app."""
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            if with_migrations or "migrations" not in path.parts:
                yield app, path


def list_imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Give each absolute import as a dotted name that ends with what is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def find_closed_doors(root: Path) -> Iterator[str]:
    """Other apps are entered by their doors only."""
    for app, path in list_sources(root):
        for line, name in list_imports(ast.parse(path.read_text())):
            owner, _, rest = name.partition(".")
            room = rest.split(".")[0]
            if owner not in APPS or owner == app or room in DOORS:
                continue
            if f"{owner}.{room}" not in SHARED_ROOMS:
                yield f"{path.relative_to(root)}:{line}: {name} is no door of {owner}"


def find_config_imports(root: Path) -> Iterator[str]:
    """Nothing imports config: settings come through django.conf."""
    for _, path in list_sources(root, with_migrations=True):
        for line, name in list_imports(ast.parse(path.read_text())):
            if name.split(".")[0] == "config":
                yield f"{path.relative_to(root)}:{line}: imports {name}"


def find_long_files(root: Path) -> Iterator[str]:
    """A file is read in one sitting."""
    sources = [(path, FILE_CAP) for _, path in list_sources(root)]
    sources += [(path, TEST_FILE_CAP) for path in sorted((root / "tests").rglob("*.py"))]
    for folder in ("config", "scripts"):
        sources += [(path, FILE_CAP) for path in sorted((root / folder).rglob("*.py"))]
    for path, cap in sources:
        count = len(path.read_text().splitlines())
        if count > cap:
            yield f"{path.relative_to(root)}: {count} lines, {cap} are allowed"


def count_lines(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """Count the lines of a definition without its docstring, which nobody should make shorter."""
    count = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        count -= (first.end_lineno or first.lineno) - first.lineno + 1
    return count


def find_long_functions(root: Path) -> Iterator[str]:
    """A function fits on a screen, a view on half of one, a class in a file."""
    for _, path in list_sources(root):
        place = path.relative_to(root)
        is_view = "views" in place.parts or place.name == "views.py"
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                cap = VIEW_CAP if is_view else FUNCTION_CAP
            elif isinstance(node, ast.ClassDef):
                cap = CLASS_CAP
            else:
                continue
            count = count_lines(node)
            if count > cap:
                yield f"{place}:{node.lineno}: {node.name} has {count} lines, {cap} are allowed"


def find_tables_in_views(root: Path) -> Iterator[str]:
    """Views ask queries and actions; ``.objects`` there would go round the access rules."""
    for _, path in list_sources(root):
        place = path.relative_to(root)
        if "views" not in place.parts and place.name != "views.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
                yield f"{place}:{node.lineno}: reads a table in a view"


def find_prints(root: Path) -> Iterator[str]:
    """Programs of the product log; commands write to self.stdout."""
    for _, path in list_sources(root):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
                yield f"{path.relative_to(root)}:{node.lineno}: prints"


def find_bad_migrations(root: Path) -> Iterator[str]:
    """Migrations are named by meaning and carry their own copies of code."""
    for app in APPS:
        for path in sorted((root / app / "migrations").glob("[0-9]*.py")):
            place = path.relative_to(root)
            if re.search(r"_auto_|_alter_\w+_and_more|_merge_\d", path.name):
                yield f"{place}: name it by what it means"
            for line, name in list_imports(ast.parse(path.read_text())):
                is_ours = name.split(".")[0] in APPS
                if is_ours and not name.startswith((*MIGRATION_ROOMS, f"{app}.migrations")):
                    yield f"{place}:{line}: imports {name}"


def list_templates(root: Path) -> Iterator[tuple[str, Path]]:
    """Give each template of each app, with its app."""
    for app in APPS:
        for path in sorted((root / app).rglob("templates/**/*.html")):
            yield app, path


TEMPLATE_FAULTS = {
    r"\sstyle\s*=": "a style attribute: the content security policy ignores it",
    r"\son[a-z]+\s*=\s*[\"']": "an inline handler: the content security policy ignores it",
    r"<script(?![^>]*\ssrc\s*=)(?![^>]*application/(?:ld\+)?json)[^>]*>": "an inline script",
    r"<style[\s>]": "an inline sheet: the content security policy ignores it",
}


def find_inline_code(root: Path) -> Iterator[str]:
    """Behaviour and look come from files, not from attributes."""
    for _, path in list_templates(root):
        text = path.read_text()
        for pattern, fault in TEMPLATE_FAULTS.items():
            for found in re.finditer(pattern, text, re.IGNORECASE):
                line = text.count("\n", 0, found.start()) + 1
                yield f"{path.relative_to(root)}:{line}: {fault}"


def list_tag_libraries(root: Path) -> dict[str, str]:
    """Name the app of each library of template tags."""
    return {
        path.stem: app
        for app in APPS
        for path in (root / app / "templatetags").glob("*.py")
        if path.stem != "__init__"
    }


def find_upward_templates(root: Path) -> Iterator[str]:
    """A template loads tags of its own app or a lower one, and includes or extends no upper template."""
    libraries = list_tag_libraries(root)
    rank = {app: place for place, app in enumerate(APPS)}
    for app, path in list_templates(root):
        text = path.read_text()
        loaded = [
            (found.start(), libraries[name])
            for found in re.finditer(r"{%\s*load\s+([^%]+?)\s*%}", text)
            for name in found[1].split()
            if name in libraries
        ]
        drawn = [
            (found.start(), found[1])
            for found in re.finditer(r"{%\s*(?:include|extends)\s+[\"'](\w+)/", text)
            if found[1] in rank
        ]
        for start, owner in loaded + drawn:
            if rank[owner] < rank[app]:
                line = text.count("\n", 0, start) + 1
                yield f"{path.relative_to(root)}:{line}: reaches up to {owner}"


def find_bad_decisions(root: Path) -> Iterator[str]:
    """Each decision has a number of its own, the same in its name and title."""
    seen: set[str] = set()
    for path in sorted((root / "docs" / "decisions").glob("*.md")):
        number, place = path.name[:4], path.relative_to(root)
        if number in seen:
            yield f"{place} has the number of another decision"
        if not path.read_text().startswith(f"# {number} "):
            yield f"{place} does not begin with '# {number} '"
        seen.add(number)


RULES = (
    find_bad_decisions,
    find_closed_doors,
    find_config_imports,
    find_long_files,
    find_long_functions,
    find_tables_in_views,
    find_prints,
    find_bad_migrations,
    find_inline_code,
    find_upward_templates,
)
