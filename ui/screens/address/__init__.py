"""An address, from the hall's own places to the number of the house."""
