
## Dates

# Beside a chosen date. year, month and day come from the lunar calendar, e.g. 1940, 三月, 初八; at most 14 characters.
date-lunar = 农历{ $year }年{ $month }月{ $day }
