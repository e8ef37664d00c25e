"""Cases -> counts: the cube, which periods it covers, and the book in which figures are entered."""
