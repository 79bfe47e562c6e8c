"""What one sees and does with assets: lists, one asset, checks, what residents told us."""
