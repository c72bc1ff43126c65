"""Prints, as JSON, what pandas makes of a table: its columns, whether they are numbers, and its cells."""
import json
import sys

import pandas

path = sys.argv[1]
if path.endswith(".parquet"):
    table = pandas.read_parquet(path)
else:
    table = pandas.read_csv(path, float_precision="round_trip")


def plain(cell):
    if cell is None or cell != cell:
        return None
    return cell if isinstance(cell, str) else float(cell)


numbers = [bool(pandas.api.types.is_numeric_dtype(kind)) for kind in table.dtypes]
rows = [[plain(cell) for cell in row] for row in table.values.tolist()]
print(json.dumps({"columns": list(table.columns), "numbers": numbers, "rows": rows}))
