"""Moodle XML: every question type that has a counterpart here, read and written."""
