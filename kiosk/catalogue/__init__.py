"""The services of the hall: reading compiled ones at run time, checking and compiling them for staff."""
