"""What only accompanies a text, taken out of the parts of a package: one module of `steps` a kind of thing.

A report that is handed over goes this way, and a Word page before anything is printed in it. `Removed` names the kinds.
"""
