"""What parent and child know of each other: answers, refusals, limits, kinds of files, columns, streams."""
