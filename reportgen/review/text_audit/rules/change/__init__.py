"""What rises and falls: told step by step, by name, by the sign, and by the word for what it is compared with."""
