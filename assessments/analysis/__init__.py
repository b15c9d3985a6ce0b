"""Statistics of tests as pure functions: values in, values out, no rows and no Django."""
