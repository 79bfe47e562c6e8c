"""What one sees and does with activities: lists, one activity, checks, what residents told us."""
