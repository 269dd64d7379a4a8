"""Where things stand in the graphic: events and a window in, ticks, strip, lanes and marks out.

Pure functions over integers (seconds from 1970 UTC, half-open). x is a percentage of the window's
width, y and text widths are pixels, so that the drawing stretches without shrinking its labels.
"""
