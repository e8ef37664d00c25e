"""Places of a text in which a person stands, whoever it is: what is no known role there is masked, or the text is not printed."""
