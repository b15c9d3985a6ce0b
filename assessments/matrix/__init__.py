"""Exam matrices of Công văn 7991 as pure values: totals, checks against the frame, suggestions."""
