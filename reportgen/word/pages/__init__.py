"""Package -> page: what a document shows, paragraph by paragraph, with styles, lists and lengths."""
