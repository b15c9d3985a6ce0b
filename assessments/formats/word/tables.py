"""Tables of a Word file: as HTML in a question, as lines when they only lay out, as answer keys."""

from collections.abc import Sequence
from dataclasses import dataclass

from .rich import Rich, Thing


@dataclass(frozen=True)
class Cell:
    """A cell: its lines, how many columns it spans, and whether it goes on from the row above."""

    text: Rich
    span: int = 1
    is_continued: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells."""

    rows: list[list[Cell]]

    @property
    def cells(self) -> list[Cell]:
        """All cells, row by row."""
        return [cell for row in self.rows for cell in row]

    @property
    def words(self) -> list[list[str]]:
        """The words of each cell; a cell that spans columns is followed by empty ones."""
        return [
            [word for cell in row for word in (cell.text.words.strip(), *[""] * (cell.span - 1))]
            for row in self.rows
        ]

    def has_head(self, head: Sequence[str]) -> bool:
        """Say whether its first row names these columns."""
        first = self.words[0] if self.rows else []
        return [word.casefold() for word in first] == [word.casefold() for word in head]

    def to_html(self) -> str:
        """Write it as an HTML table."""
        starts = self._heights()
        rows = []
        for number, row in enumerate(self.rows):
            column, cells = 0, ""
            for cell in row:
                if not cell.is_continued:
                    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
                    height = starts.get((number, column), 1)
                    span += f' rowspan="{height}"' if height > 1 else ""
                    cells += f"<td{span}>{cell.text.to_html()}</td>"
                column += cell.span
            rows.append(f"<tr>{cells}</tr>")
        return f"<table><tbody>{''.join(rows)}</tbody></table>"

    def _heights(self) -> dict[tuple[int, int], int]:
        """Tell how many rows each merged cell is high, by its row and column."""
        heights: dict[tuple[int, int], int] = {}
        open_at: dict[int, int] = {}
        for number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                if cell.is_continued and column in open_at:
                    heights[open_at[column], column] += 1
                else:
                    open_at[column] = number
                    heights[number, column] = 1
                column += cell.span
        return heights

    def to_thing(self) -> Thing:
        """Return it as a thing that stands in text."""
        inner = [thing for cell in self.cells for thing in cell.text.things]
        lost = next((thing for thing in inner if thing.reason), None)
        words = " | ".join(word for row in self.words for word in row if word)
        reason, detail = (lost.reason, lost.detail) if lost else ("", "")
        return Thing("table", self.to_html(), reason, detail, words)
