"""The services of the hall: compiled ones at run time; checking and compiling for staff."""
