"""Forms in which teachers write questions: one file for kindred parts, no database writes."""
