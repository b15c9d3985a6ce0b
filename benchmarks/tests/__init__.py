"""Load of online tests: whole attempts as browsers make them, saves alone, and a start all at once."""
