"""The bytes of a report just made + what it should say -> the issues of a second look."""
