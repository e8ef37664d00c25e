"""The form of pages: seen in a sample and written as `form:`, seen in a configuration and held against the standard."""
