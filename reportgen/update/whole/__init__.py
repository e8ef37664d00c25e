"""What holds of the whole report: its order, the numbers that follow from it, form, memory, period."""
