"""The vocabulary that all rooms share: frozen values, standard library only, no behaviour beyond properties.

Each is imported from the module that holds it: a process that reads files needs none of a report.
"""
