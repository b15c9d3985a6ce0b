"""The written shape of questions and papers: pure values, no database."""
