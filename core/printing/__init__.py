"""Print: JSON and a template become a tagged PDF, and clean HTML becomes what Typst and Word set.

pdf = print_pdf("assessments/paper", {"title": …, "stem": read_flow(html)}, pictures={"a.png": …})
"""

from .flow import Flow, read_flow
from .pdf import PrintError, print_pdf

__all__ = ["Flow", "PrintError", "print_pdf", "read_flow"]
