"""Outlines of lessons as plain values: from rules, from a model's answer, to blocks of a lesson."""
