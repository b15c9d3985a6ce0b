"""Write the fixtures with their expected readings: ``python -m tests.assessments.word.make``."""

import json
from pathlib import Path

from .collection import COLLECTION

FOLDER = Path(__file__).parents[1] / "files" / "word"


def main() -> None:
    """Write every paper and, beside it, what a right reading of it says."""
    FOLDER.mkdir(exist_ok=True, parents=True)
    for name, build in COLLECTION.items():
        made = build()
        (FOLDER / f"{name}.docx").write_bytes(made.paper.save())
        truth = {"note": made.note, "questions": [each.truth() for each in made.asked]}
        (FOLDER / f"{name}.json").write_text(
            json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
