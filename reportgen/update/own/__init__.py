"""What people made of a report: their statements and comments, and the points that are left to them."""
