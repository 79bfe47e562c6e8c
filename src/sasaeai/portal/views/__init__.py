"""The residents' side: no sign-in, nothing but what is public and one's own words."""
