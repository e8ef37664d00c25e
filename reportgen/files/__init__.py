"""Where reports lie: a report and its sidecar as a pair, put in place together, one writer at a time; and who else has it open."""
