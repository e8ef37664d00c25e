"""Text files and Parquet -> sheets: the careful way record by record, the quick way by pyarrow."""
