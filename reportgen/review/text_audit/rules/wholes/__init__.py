"""Parts and wholes: sums, shares, rates, what is carried over."""
