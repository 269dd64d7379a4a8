"""Events: what happens, who takes part, and how the text presents it."""
