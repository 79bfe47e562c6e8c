"""Pure computation: no Django, no clock, no input or output; `today` is always an argument."""
