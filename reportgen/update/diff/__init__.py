"""Two reports of ours -> what differs, and a copy of the new one that shows it."""
