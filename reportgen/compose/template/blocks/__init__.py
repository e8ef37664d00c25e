"""The blocks of the files of one report: which are printed, which are lost, which sentences are asked for."""
