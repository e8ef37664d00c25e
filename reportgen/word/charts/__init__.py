"""Charts of Word's own kind, as they stand in a package: what each plots, what its workbook holds, by what it is known."""
