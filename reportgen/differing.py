"""What differs between two reports, on one screen."""
