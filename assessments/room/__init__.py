"""Rules of the computer room as pure functions: places by network, Safe Exam Browser's keys."""
