"""Time expressions: found, classified (TIMEX3) and given their value and date."""
