"""What an office asks of its configuration before there is a report: where a value comes from, whether all is in order."""
