"""What looking back is made of: rows of all rooms, and of its own only sums. All of it is invented."""

# See `tests/world.py`.
ARGUMENTS = {
    "insight:purpose": {"pk": "vision"},
}
