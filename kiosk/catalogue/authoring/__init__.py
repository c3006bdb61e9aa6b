"""The staff's side of the catalogue: reading YAML and books, checking, compiling, building.

Nothing here is imported by the window: pyxform, openpyxl and pypinyin stay out of its start.
"""
